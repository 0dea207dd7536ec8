import { createAgenda } from '../../src/demo/agenda.ts';
import { untilNext } from '../../src/demo/chance.ts';
import { begin, choose, timer, write } from './happenings/clients.ts';
import { someoneLeaves, untilLeaving } from './happenings/leaving.ts';
import { coldCall, grow } from './happenings/newcomers.ts';
import { admit, drain, look } from './happenings/queue.ts';
import { answer, askFinance, handOn, resolve, takeBreak, wantBack } from './happenings/staff.ts';
import { visit } from './happenings/visits.ts';
import { createWorld, day, type Item, type World, type WorldParts } from './world.ts';

const happenings: { readonly [Type in Item['type']]: (world: World, item: Extract<Item, { type: Type }>) => void } = {
  begin,
  write,
  choose,
  answer,
  resolve,
  timer,
  look,
  'hand-on': handOn,
  'ask-finance': askFinance,
  'want-back': wantBack,
  break: takeBreak,
  freed: drain,
  admit,
  visit,
  'cold-call': coldCall,
  grow,
  leave: someoneLeaves,
};

/** Lets `days` go by, from `start`. Returns how many submissions there were. */
export function month(parts: WorldParts & { readonly days: number }): number {
  const { staff, writers, start, random } = parts;
  const agenda = createAgenda<Item>();
  const world = createWorld(parts, agenda);
  for (const writer of writers) agenda.put(start + untilNext(random, writer.rate) * day, { type: 'begin', writer });
  for (const colleague of staff.colleagues) agenda.put(start + day * random.next(), { type: 'break', colleague });
  for (const type of ['look', 'visit', 'cold-call', 'grow'] as const) agenda.put(start, { type });
  agenda.put(start + untilLeaving(world), { type: 'leave' });
  const end = start + parts.days * day;
  for (let next = agenda.next(end); next !== null; next = agenda.next(end)) {
    world.at = next.at;
    const happen = happenings[next.item.type] as (world: World, item: Item) => void;
    happen(world, next.item);
  }
  return world.submissions;
}
