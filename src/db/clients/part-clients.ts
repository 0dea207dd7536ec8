import type { ClientId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { type ClientFacts, lockClients, membershipsOf, sharesEnded } from './attach.ts';
import { reconsiderOwners } from './founded.ts';
import { beginning, type ClientsJoined, type PlaceLeft } from './join-clients.ts';
import { setJoining } from './join-open.ts';
import { endMemberships, hasContacts, insertMemberships } from './memberships.ts';
import { onlyClientOf } from './of-client.ts';
import { insertOwnerships } from './ownerships.ts';
import type { Parting } from './undo-join.ts';
import { type Weight, weigh, weighShares } from './weigh.ts';

const c = named(schema.conversation, 'c');
const was = named(schema.conversation, 'was');
const cc = named(schema.contactClient, 'cc');
const set = bare(schema.conversation);

/** A conversation that is open, or may be, and whether it is about another client than it was. */
export const changedShape = {
  id: c.id,
  client: c.clientId,
  isOther: expression<boolean>(`${c.clientId} is distinct from ${was.clientId} and ${c.status} not in ('resolved', 'closed')`),
};

export type Changed = RowOf<typeof changedShape>;

const nothing: ClientsJoined = { left: [], gained: [], over: [], about: [] };

/**
 * Who is of which client again, as before the join: what had gone along goes back, what had ended with it begins again with those who owned
 * it, where it is nobody's by now. Call it before anything else goes back: conversations are asked whose they are by that.
 */
export async function returnClients(tx: Queries, parting: Parting): Promise<void> {
  const { from, into, moved, at } = parting;
  const { left, gained } = moved.clients ?? nothing;
  if (from === null || left.length === 0) return;
  const here = (await membershipsOf(tx, into)).map((each) => each.client).filter((each) => gained.includes(each));
  const places = [
    ...here.map((clientId) => ({ contactId: into, clientId })),
    ...left.map(({ client }) => ({ contactId: from, clientId: client })),
  ];
  const facts = await lockClients(
    tx,
    places.map((each) => each.clientId),
    from,
  );
  await endMemberships(
    tx,
    here.map((clientId) => ({ contactId: into, clientId })),
    at,
  );
  const back = await returning(tx, parting, new Set(here));
  await insertMemberships(
    tx,
    back.map((each) => beginning(each, parting)),
  );
  await ownAgain(tx, parting, back, facts);
}

/** Whoever owned what ended with the join owns it again, where nobody does by now. */
async function ownAgain(
  tx: Queries,
  { joinedAt, at, newId }: Parting,
  back: readonly PlaceLeft[],
  facts: ReadonlyMap<string, ClientFacts>,
): Promise<void> {
  const weights: Weight[] = [];
  for (const { client } of back) {
    const weight = facts.get(client);
    if (weight === undefined) continue;
    const shares = await sharesEnded(tx, client, joinedAt);
    await insertOwnerships(
      tx,
      shares.map(({ departmentId, specialist, restsOn }) => {
        const id = newId<'ownership'>();
        return { id, clientId: client, departmentId, specialistId: specialist, from: at, until: null, reason: 'parted', restsOn };
      }),
    );
    weights.push(...weighShares(shares, weight, 1));
  }
  await weigh(tx, weights);
}

/** What had only gone along comes back from whoever has it; of what both were of, and of what had ended, only what nobody else has taken up. */
async function returning(tx: Queries, { moved }: Parting, here: ReadonlySet<ClientId>): Promise<PlaceLeft[]> {
  const { left, gained, over } = moved.clients ?? nothing;
  const back: PlaceLeft[] = [];
  for (const each of left) {
    const isFree = !gained.includes(each.client) && !over.includes(each.client);
    if (isFree || here.has(each.client) || !(await hasContacts(tx, each.client))) back.push(each);
  }
  return back;
}

const recorded = `(select (r.value ->> 'client')::uuid from json_array_elements($3::text::json) r where (r.value ->> 'conversation')::uuid = ${c.id} limit 1)`;
const isRecorded = `exists (select 1 from ${cc} where ${cc.contactId} = $1::text::uuid and ${cc.clientId} = ${recorded} and ${cc.until} is null)`;

const nameOurs = statement<Changed>(
  `update ${c} set ${set.clientId} = case when ${isRecorded} then ${recorded} else ${onlyClientOf('$1::text::uuid')} end,
     ${set.version} = ${c.version} + 1 from ${was}
   where ${was.id} = ${c.id} and ${c.contactId} = $1::text::uuid and (${isRecorded} or (${c.clientId} in (select unnest($2::text::uuid[]))
     and (${c.openedAt} >= $4::text::timestamptz or ${c.status} not in ('resolved', 'closed'))))
   returning ${columns(changedShape)}`,
);

/** What the contact keeps of what was said to be the stranger's client's, and what was theirs before, is for a client of theirs again. */
export function nameOwnAgain(tx: Queries, { into, moved, joinedAt }: Parting): Promise<Changed[]> {
  const { gained, about } = moved.clients ?? nothing;
  return nameOurs(tx, [into, uuids(gained), JSON.stringify(about), joinedAt.toISOString()]);
}

/** It is looked at who owns the clients the contact keeps: what was said for them may have been the stranger's. */
export async function reconsiderOwn(tx: Queries, { into, at }: Parting): Promise<void> {
  await reconsiderOwners(tx, new Map((await membershipsOf(tx, into)).map((each) => [each.client, at])));
}

/** Whoever serves the client that an open conversation is about again goes on with it, as soon as its own lock is had. */
export async function serveAsBefore(tx: Queries, changed: readonly Changed[], at: Date): Promise<void> {
  for (const { id, client, isOther } of changed)
    if (isOther && client !== null) await setJoining(tx, id, at, { type: 'joined-client', client });
}
