import { happens, pick, untilNext } from '../../../src/demo/chance.ts';
import { type Kept, placesOf } from '../../../src/demo/memory.ts';
import { clientQuestion } from '../../../src/domain/content.ts';
import { answerTo, askedOf, isDaytime } from '../whereabouts.ts';
import { day, type Item, second, type World } from '../world.ts';

/** By night and at weekends few people write. */
const atNight = 0.05;
/** so many begin with a matter of money, tapped in the menu */
const ofMoney = 0.04;
/** so many never say for which of their clients they write */
const neverSays = 0.15;
/** s until they answer a question of the tree */
const readsFor = [5, 60] as const;

/** Somebody has a matter, as they have every few days. */
export function begin(world: World, item: Extract<Item, { type: 'begin' }>): void {
  const { agenda, random, at } = world;
  const { writer } = item;
  agenda.put(at + untilNext(random, writer.rate) * day, item);
  if (!isDaytime(at) && !happens(random, atNight)) return;
  const { kept } = happens(random, ofMoney)
    ? world.write(writer, { text: 'An invoice' }, 'finance')
    : world.write(writer, { text: 'A question' });
  readOn(world, kept);
}

/** They answer what they are asked, in a while; whose matter it is a few never say. */
function readOn({ agenda, random, at, staff }: World, kept: Kept): void {
  const asked = askedOf(staff, kept);
  if (asked === null || (asked === clientQuestion && happens(random, neverSays))) return;
  agenda.put(at + random.between(...readsFor) * second, { type: asked === clientQuestion ? 'choose' : 'write', kept });
}

/** A contact of several clients taps the one they write for. */
export function choose(world: World, { kept }: Extract<Item, { type: 'choose' }>): void {
  if (askedOf(world.staff, kept) === clientQuestion) world.choose(kept.writer, pick(world.random, placesOf(kept)).client.id);
}

/** They answer the tree's question, or go on with what they wrote about. */
export function write(world: World, item: Extract<Item, { type: 'write' }>): void {
  const { staff, random } = world;
  const { kept } = item;
  const asked = askedOf(staff, kept);
  const isOfTree = asked !== null && asked !== clientQuestion;
  world.write(kept.writer, isOfTree ? answerTo(staff, asked, kept.writer, random) : { text: 'And another thing' });
  readOn(world, kept);
}

/** A deadline, a reminder, an idle hour has come. */
export function timer(world: World, item: Extract<Item, { type: 'timer' }>): void {
  world.fire(item);
}
