import type { ErasureLeft } from '../../domain/erasure.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, named, type RowOf } from '../names.ts';
import { insertSelect } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import type { ErasureScope } from './scope.ts';

const e = bare(schema.erasure);
const p = named(schema.erasurePlace, 'p');
const b = bare(schema.erasurePlace);
const r = named(schema.externalRef, 'r');
const ac = named(schema.channelAccount, 'ac');
const m = named(schema.message, 'm');
const st = named(schema.slackThread, 'st');
const sf = named(schema.slackThreadFormer, 'sf');
const sq = named(schema.slackQuestion, 'sq');
const sp = named(schema.slackProposal, 'sp');
const pr = named(schema.proposal, 'pr');
const t = named(schema.task, 't');

const place = (accountId: string, kind: string, chat: string, externalId: string, since: string) =>
  insertSelect(schema.erasurePlace, {
    erasureId: '$1::text::uuid',
    accountId,
    kind,
    chat,
    externalId,
    since,
    attempts: '0',
    dueAt: '$2::text::timestamptz',
  });
const slackAccount = `join ${ac} on ${ac.kind} = 'slack'`;
const isIn = 'in (select unnest($3::text::uuid[]))';
const unless = 'on conflict do nothing';

const messages = statement(
  `${place(r.accountId, `case when ${ac.kind} = 'slack' and ${r.externalId} ~ '^F[A-Z0-9]+/' then 'file' else 'message' end`, r.chat, r.externalId, `coalesce(${m.receivedAt}, $2::text::timestamptz)`)}
   from ${r} join ${ac} on ${ac.id} = ${r.accountId} and ${ac.kind} in ('telegram', 'slack')
   left join ${m} on ${m.windowId} = ${r.windowId} and ${m.seq} = ${r.seq}
   where ${r.windowId} ${isIn} and ${r.externalId} not like 'group:%' ${unless}`,
);
const threads = statement(
  `${place(ac.id, `'thread'`, st.channel, st.rootTs, st.createdAt)} from ${st} ${slackAccount}
   where ${st.conversationId} ${isIn} and ${st.rootTs} is not null ${unless}`,
);
const formerThreads = statement(
  `${place(ac.id, `'thread'`, sf.channel, sf.rootTs, st.createdAt)} from ${sf} join ${st} on ${st.id} = ${sf.threadId} ${slackAccount}
   where ${st.conversationId} ${isIn} ${unless}`,
);
const questions = statement(
  `${place(ac.id, `'message'`, sq.channel, sq.ts, sq.createdAt)} from ${sq} join ${t} on ${t.id} = ${sq.taskId} ${slackAccount}
   where ${t.conversationId} ${isIn} and ${sq.ts} is not null ${unless}`,
);
const proposals = statement(
  `${place(ac.id, `'message'`, sp.channel, sp.ts, sp.createdAt)} from ${sp} join ${pr} on ${pr.id} = ${sp.proposalId} ${slackAccount}
   where ${pr.conversationId} ${isIn} and ${sp.ts} is not null and ${sp.channel} is not null ${unless}`,
);

/** Notes where words and files of the contact stand outside, before the database forgets it. What is noted already stays as it is. */
export async function notePlaces(tx: Queries, erasure: string, { windows, conversations }: ErasureScope, now: Date): Promise<void> {
  const at = now.toISOString();
  await messages(tx, [erasure, at, uuids(windows)]);
  for (const note of [threads, formerThreads, questions, proposals]) await note(tx, [erasure, at, uuids(conversations)]);
}

const placeShape = {
  erasureId: p.erasureId,
  accountId: p.accountId,
  kind: p.kind,
  chat: p.chat,
  externalId: p.externalId,
  since: p.since,
  attempts: p.attempts,
};

export type ErasurePlace = RowOf<typeof placeShape>;

const keys = (alias: string) =>
  `${alias}.erasure_id = $1::text::uuid and ${alias}.account_id = $2::text::uuid and ${alias}.kind = $3::text and ${alias}.chat = $4::text
   and ${alias}.external_id = $5::text`;

const claim = statement<ErasurePlace>(
  `with due as (select ${p.erasureId}, ${p.accountId}, ${p.kind}, ${p.chat}, ${p.externalId} from ${p} where ${p.dueAt} <= $1::text::timestamptz
     order by ${p.dueAt}, ${p.kind} limit $3::text::int for no key update skip locked)
   update ${p} set ${b.dueAt} = $2::text::timestamptz, ${b.attempts} = ${p.attempts} + 1 from due
   where due.erasure_id = ${p.erasureId} and due.account_id = ${p.accountId} and due.kind = ${p.kind} and due.chat = ${p.chat}
     and due.external_id = ${p.externalId}
   returning ${columns(placeShape)}`,
);

/** Takes places that are due; whoever goes down with one leaves it to be tried again after `until`. Files and messages go before threads. */
export function claimPlaces(db: Queries, now: Date, until: Date, limit: number): Promise<ErasurePlace[]> {
  return claim(db, [now.toISOString(), until.toISOString(), String(limit)]);
}

const keyOf = ({ erasureId, accountId, kind, chat, externalId }: ErasurePlace) => [erasureId, accountId, kind, chat, externalId];

const putOff = statement(`update ${p} set ${b.dueAt} = $6::text::timestamptz where ${keys('p')}`);

export async function postponePlace(db: Queries, place: ErasurePlace, dueAt: Date): Promise<void> {
  await putOff(db, [...keyOf(place), dueAt.toISOString()]);
}

const drop = statement<{ done: boolean }>(`delete from ${p} where ${keys('p')} returning true as done`);
const lockLeft = statement<{ left: readonly ErasureLeft[] }>(
  `select ${e.left} as "left" from ${e} where ${e.id} = $1::text::uuid for no key update`,
);
const setLeft = statement(`update ${e} set ${e.left} = $2::text::jsonb where ${e.id} = $1::text::uuid`);

/** A place is done with: nothing of it is kept but what was found to be out of reach there. */
export async function endPlace(
  tx: Queries,
  place: ErasurePlace,
  add: (left: readonly ErasureLeft[]) => readonly ErasureLeft[],
): Promise<void> {
  const [row] = await lockLeft(tx, [place.erasureId]);
  const [ended] = await drop(tx, keyOf(place));
  // Somebody else has ended it: it is counted once.
  if (row === undefined || ended === undefined) return;
  await setLeft(tx, [place.erasureId, JSON.stringify(add(row.left))]);
}
