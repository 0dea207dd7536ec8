import { happens, untilNext } from '../chance.ts';
import { answerTo, askedOf, isDaytime } from '../whereabouts.ts';
import { day, type Item, second, type World } from '../world.ts';

/** By night and at weekends few people write. */
const atNight = 0.05;
/** so many begin with a matter of money, tapped in the menu */
const ofMoney = 0.04;
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
  if (askedOf(world.staff, kept) !== null) agenda.put(at + random.between(...readsFor) * second, { type: 'write', kept });
}

/** They answer the tree's question, or go on with what they wrote about. */
export function write(world: World, item: Extract<Item, { type: 'write' }>): void {
  const { staff, random, agenda, at } = world;
  const { kept } = item;
  const asked = askedOf(staff, kept);
  world.write(kept.writer, asked === null ? { text: 'And another thing' } : answerTo(staff.company.flow.tree, asked, random));
  if (askedOf(staff, kept) !== null) agenda.put(at + random.between(...readsFor) * second, item);
}

/** A deadline, a reminder, an idle hour has come. */
export function timer(world: World, item: Extract<Item, { type: 'timer' }>): void {
  world.fire(item);
}
