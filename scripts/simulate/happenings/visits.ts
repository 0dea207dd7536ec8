import { pick } from '../../../src/demo/chance.ts';
import { placesOf } from '../../../src/demo/memory.ts';
import { backAt } from '../whereabouts.ts';
import { minute, type World } from '../world.ts';

/** so long on average until somebody comes to the office or calls */
const every = 40 * minute;

/** Somebody walks in, or calls: whoever is there of whatever department meets them, and logs it (R7). */
export function visit(world: World): void {
  const { agenda, random, at, staff, windows } = world;
  agenda.put(at + random.between(0.5, 1.5) * every, { type: 'visit' });
  const there = staff.colleagues.filter((each) => each.load.here && backAt(each, at) <= at);
  const known = [...windows.values()].filter(({ client }) => client !== null);
  if (there.length === 0 || known.length === 0) return;
  const kept = pick(random, known);
  const colleague = pick(random, there);
  const { conversations } = world.meet(
    kept.writer,
    colleague.id,
    pick(random, ['call', 'visit']),
    pick(random, placesOf(kept)).client.id,
  ).kept;
  const row = conversations.find(({ specialistId }) => specialistId === colleague.id);
  // Whoever has it and is with the client has answered them.
  if (row !== undefined) world.act(row.id, colleague.id, { type: 'spoke', kind: 'visit', note: null });
}
