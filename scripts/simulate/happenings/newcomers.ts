import { happens, pick } from '../../../src/demo/chance.ts';
import type { Kept, Newcomer } from '../../../src/demo/memory.ts';
import { portfolioUnits } from '../../../src/domain/capacity.ts';
import { phoneEnds } from '../../../src/domain/contact-detail.ts';
import type { ClientId } from '../../../src/domain/ids.ts';
import { headOf } from '../staff.ts';
import { backAt } from '../whereabouts.ts';
import { day, minute, type World } from '../world.ts';

/** so long on average until somebody of sales calls somebody, and until a client proves larger than was thought */
const callsEvery = 3 * 60 * minute;
const growsEvery = day / 2;

/** Somebody of sales calls, or writes to, a stranger or a prospect: what those write goes to them (R5). */
export function coldCall(world: World): void {
  const { agenda, random, at, staff, windows } = world;
  agenda.put(at + random.between(0.5, 1.5) * callsEvery, { type: 'cold-call' });
  const caller = pick(
    random,
    staff.colleagues.filter(({ department, load }) => department === 'sales' && load.here),
  );
  if (backAt(caller, at) > at) return;
  const reached = [...windows.values()].filter(
    ({ client, writer }) => writer.outreach === null && (client === null || client.stage === 'prospect'),
  );
  if (reached.length === 0) return;
  const { client, writer } = pick(random, reached);
  // Where the company does not know them, all there is of it is what is written down, and what they say when they come.
  if (client !== null || happens(random, 0.5)) {
    writer.outreach = caller.id;
    return;
  }
  const phone = `+7921${String(world.records.length).padStart(7, '0')}`;
  writer.called = { by: caller.id, phone };
  const found = phoneEnds(phone).map((value) => ({ kind: 'phone', value }) as const);
  const record = { record: world.newId<'outreach'>(), at: new Date(at).toISOString(), caller: caller.id, closer: caller.id };
  world.records.push(...found.map((handle) => ({ ...record, ...handle })));
}

/** A stranger turns out to be of a large organisation, or a prospect to be one: by attaching, by a change of size (R4). */
export function grow(world: World): void {
  const { agenda, random, at, windows, newId } = world;
  agenda.put(at + random.between(0.5, 1.5) * growsEvery, { type: 'grow' });
  const all = [...windows.values()];
  const size = happens(random, 0.8) ? 'large' : 'key';
  if (happens(random, 0.5)) {
    const strangers = all.filter(({ client }) => client === null);
    if (strangers.length === 0) return;
    const kept = pick(random, strangers);
    const client = { id: newId<'client'>() as ClientId, size, dedicated: null, stage: 'prospect', deals: 0 } as const;
    return become(world, kept, client, 'attached');
  }
  const prospects = all.filter(({ client }) => client?.stage === 'prospect' && client.size !== 'large' && client.size !== 'key');
  if (prospects.length === 0) return;
  const kept = pick(random, prospects);
  if (kept.client === null) return;
  become(world, kept, { ...kept.client, size }, 'resized');
  sendGrown(world, kept);
}

/** What waits in the queue of the client department goes to sales, as by `src/clients/send-grown.ts`. */
function sendGrown(world: World, { conversations }: Kept): void {
  const { staff, act } = world;
  const department = staff.company.departments.find(({ key }) => key === 'client');
  const head = headOf(staff, 'client');
  for (const { id, status, track, departmentId } of conversations) {
    if (status !== 'queued' || track === 'finance' || departmentId !== department?.id || head === null) continue;
    act(id, head, { type: 'transfer', department: 'sales', reason: 'grown' });
  }
}

/** The client is another than it was, and weighs on whoever owns it as it is now. */
function become({ staff, colleagueOf }: World, kept: Kept, client: NonNullable<Kept['client']>, newcomer: Newcomer): void {
  const policy = staff.company.policy.data;
  for (const [department, owner] of kept.writer.owners) {
    const load = colleagueOf(owner)?.load;
    const before = kept.client === null ? 0 : portfolioUnits(policy, department, kept.client);
    if (load !== undefined) load.portfolio += portfolioUnits(policy, department, client) - before;
  }
  kept.client = client;
  kept.newcomer = newcomer;
}
