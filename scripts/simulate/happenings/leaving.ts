import { pick } from '../../../src/demo/chance.ts';
import { placesOf } from '../../../src/demo/memory.ts';
import { portfolioUnits } from '../../../src/domain/capacity.ts';
import type { ConversationId, SpecialistId } from '../../../src/domain/ids.ts';
import { type SpreadFacts, spreadPortfolio } from '../../../src/domain/spread.ts';
import { candidateOf } from '../../../src/engine/batch/load-book.ts';
import { headOf, leave } from '../staff.ts';
import { day, type World } from '../world.ts';

/** so many of each hundred leave in a month */
const share = 5;

export function untilLeaving({ random, staff }: World): number {
  return ((100 / share) * 30 * day * random.between(0.5, 1.5)) / staff.colleagues.length;
}

/** Somebody leaves: their clients have other owners at once, and then each of their conversations moves once, as a server does it (R12). */
export function someoneLeaves(world: World): void {
  const { agenda, random, at, staff, windows } = world;
  agenda.put(at + untilLeaving(world), { type: 'leave' });
  const able = staff.colleagues.filter(
    (each) => each.load.here && staff.colleagues.filter(({ department, load }) => department === each.department && load.here).length > 2,
  );
  const leavers = able.filter((each) => headOf(staff, each.department) !== each.id);
  if (leavers.length === 0) return;
  const leaver = pick(random, leavers);
  const { id, department } = leaver;
  leave(staff, leaver);
  giveClients(world, id, department);
  const theirs = [...windows.values()].flatMap(({ conversations }) => conversations).filter((each) => each.specialistId === id);
  for (const row of theirs) {
    const key = staff.company.departments.find((each) => each.id === row.departmentId)?.key ?? department;
    const head = headOf(staff, key);
    if (head !== null) world.act(row.id as ConversationId, head, { type: 'transfer', department: key, reason: 'left' });
  }
}

function giveClients({ staff, windows, colleagueOf }: World, specialist: SpecialistId, department: string): void {
  const owned = [...windows.values()].flatMap(placesOf).filter(({ owners }) => owners.get(department) === specialist);
  const facts: SpreadFacts = {
    department,
    specialist,
    clients: owned.map(({ client }) => ({ ...client, client: client.id, language: 'en' })),
    people: staff.colleagues.filter((each) => each.department === department).map(({ load }) => candidateOf(load)),
  };
  const policy = staff.company.policy.data;
  for (const { client, to } of spreadPortfolio(policy, facts) ?? []) {
    const place = owned.find((each) => each.client.id === client);
    const units = place === undefined ? 0 : portfolioUnits(policy, department, place.client);
    const [from, taker] = [colleagueOf(specialist)?.load, colleagueOf(to)?.load];
    place?.owners.set(department, to);
    if (from !== undefined) from.portfolio -= units;
    if (taker !== undefined) taker.portfolio += units;
  }
}
