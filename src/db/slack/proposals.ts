import type { ProposalStatus } from '../../domain/proposal.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { insertSelect } from '../rows.ts';
import { proposal, slackProposal, specialist } from '../schema.ts';
import { statement } from '../statement.ts';

/* Proposals of owners, as they stand in the messages of those whose word they wait for (R8). */

const k = named(slackProposal, 'k');
const p = named(proposal, 'p');
const s = named(specialist, 's');
const set = bare(slackProposal);

/** What somebody's message is to show: 1: that they are asked, 2: that others are, 3: how it ended. */
export const shows = { asked: 1, passedOn: 2, ended: 3 } as const;

const keptShape = {
  id: k.id,
  proposal: k.proposalId,
  specialist: k.specialistId,
  wanted: k.wanted,
  status: expression<ProposalStatus>(p.status),
};

type KeptProposal = RowOf<typeof keptShape>;

const kept = statement<KeptProposal>(
  `select ${columns(keptShape)} from ${k} join ${p} on ${p.id} = ${k.proposalId} where ${k.wanted} < ${shows.ended}`,
);

/** Lists messages that do not say how it ended, with how the proposal stands. */
export function keptProposals(db: Queries): Promise<KeptProposal[]> {
  return kept(db, []);
}

const ask = statement(
  `${insertSelect(slackProposal, {
    id: '$1::text::uuid',
    proposalId: '$2::text::uuid',
    specialistId: `${s.id}`,
    wanted: `${shows.asked}`,
    posted: '0',
    dueAt: '$4::text::timestamptz',
    createdAt: '$4::text::timestamptz',
  })}
   from ${s} where ${s.id} = $3::text::uuid and ${s.leftAt} is null and ${s.slackUser} is not null on conflict do nothing`,
);

/** Asks somebody who is in Slack, as long as they are not asked already. */
export async function askProposal(
  db: Queries,
  { id, proposal: about, specialist: whom, now }: { id: string; proposal: string; specialist: string; now: Date },
): Promise<void> {
  await ask(db, [id, about, whom, now.toISOString()]);
}

const want = statement(
  `update ${set} set ${set.wanted} = $2::text::int, ${set.dueAt} = $3::text::timestamptz
   where ${set.id} = $1::text::uuid and ${set.wanted} < $2::text::int`,
);

/** Asks for a message to show more than it was to show. */
export async function wantShown(db: Queries, id: string, wanted: number, now: Date): Promise<void> {
  await want(db, [id, String(wanted), now.toISOString()]);
}

const shape = {
  id: k.id,
  proposal: k.proposalId,
  specialist: k.specialistId,
  slackUser: s.slackUser,
  languages: expression<readonly string[]>(s.languages),
  channel: k.channel,
  ts: k.ts,
  wanted: k.wanted,
  attempts: k.attempts,
  createdAt: k.createdAt,
};

export type DueProposal = RowOf<typeof shape>;

const due = statement<DueProposal>(
  `select ${columns(shape)} from ${k} join ${s} on ${s.id} = ${k.specialistId}
   where ${k.wanted} > ${k.posted} and ${k.dueAt} <= $1::text::timestamptz order by ${k.createdAt}, ${k.id} limit $2::text::int`,
);

/** Lists messages that do not show yet what they are to show, the oldest first. */
export function dueProposals(db: Queries, now: Date, limit: number): Promise<DueProposal[]> {
  return due(db, [now.toISOString(), String(limit)]);
}

const attempt = statement(`update ${set} set ${set.attempts} = ${set.attempts} + 1 where ${set.id} = $1::text::uuid`);

/** Notes that it is about to be posted: if nothing is heard of it, Slack is asked before the next try. */
export async function proposalTried(db: Queries, id: string): Promise<void> {
  await attempt(db, [id]);
}

const record = statement(
  `update ${set} set ${set.posted} = greatest(${set.posted}, $2::text::int), ${set.channel} = coalesce($3::text, ${set.channel}),
     ${set.ts} = coalesce($4::text, ${set.ts}), ${set.attempts} = 0
   where ${set.id} = $1::text::uuid`,
);

/** Records what a message shows, and where it stands; null: where it stood, or nowhere. */
export async function proposalShown(
  db: Queries,
  id: string,
  posted: number,
  at: { readonly channel: string; readonly ts: string } | null,
): Promise<void> {
  await record(db, [id, String(posted), at?.channel ?? null, at?.ts ?? null]);
}

const postpone = statement(
  `update ${set} set ${set.dueAt} = $2::text::timestamptz, ${set.attempts} = case when $3::text = 'yes' then ${set.attempts} else 0 end
   where ${set.id} = $1::text::uuid`,
);

/** Puts a message off. Only a try of which nobody knows what became counts as one. */
export async function postponeProposal(db: Queries, id: string, dueAt: Date, { isLost }: { readonly isLost: boolean }): Promise<void> {
  await postpone(db, [id, dueAt.toISOString(), isLost ? 'yes' : 'no']);
}
