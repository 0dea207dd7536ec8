import { z } from 'zod';
import { loadWith } from '../../clients/decide-proposal.ts';
import type { ProposalListed } from '../../db/clients/proposals.ts';
import type { Policy } from '../../domain/policy.ts';
import { proposalStatuses } from '../../domain/proposal.ts';
import { knowingly } from '../desk/objected.ts';
import { ids } from './examples.ts';
import { plain } from './query.ts';

const word = z.object({
  kind: z.enum(['accepted', 'refused', 'lapsed', 'withdrawn']),
  specialistId: z.string().nullable().describe('Whose word it was; null: time’s own, or a system’s.'),
  reason: z.string(),
  at: z.iso.datetime(),
});

export const proposalShown = z
  .object({
    id: z.uuid(),
    kind: z.enum(['person', 'owner']).describe('person: who is to have a conversation; owner: whose a client is to be.'),
    status: z.enum(proposalStatuses).describe('asked: of the head; raised: of the director; then how it ended.'),
    clientId: z.string().nullable(),
    conversationId: z.string().nullable(),
    department: z.string().describe('Key of the department that is to accept.'),
    specialistId: z.string().describe('Who is proposed.'),
    instead: z.string().nullable().describe('Key of the department whose ownership ends with it.'),
    load: z
      .object({ before: z.number(), after: z.number() })
      .nullable()
      .describe('Of an owner: the share of their portfolio, 0..1 and beyond, as it is and with the client.'),
    by: z.object({ kind: z.enum(['specialist', 'api-key']), id: z.string().nullable() }),
    reason: z.string(),
    at: z.iso.datetime(),
    dueAt: z.iso.datetime().describe('Until when the head decides; then it is the director’s.'),
    endedAt: z.iso.datetime().nullable(),
    words: z.array(word),
  })
  .meta({ ref: 'OwnerOrPersonProposed' });

type ProposalShown = z.output<typeof proposalShown>;

const at = '2026-03-02T09:00:00.000Z';

export const exampleProposal: ProposalShown = {
  id: ids.proposal,
  kind: 'owner',
  status: 'asked',
  clientId: ids.client,
  conversationId: null,
  department: 'client',
  specialistId: ids.specialist,
  instead: null,
  load: { before: 0.25, after: 0.275 },
  by: { kind: 'specialist', id: ids.specialist },
  reason: 'Knows their trade',
  at,
  dueAt: '2026-03-02T17:00:00.000Z',
  endedAt: null,
  words: [],
};

export function showProposal(row: ProposalListed, policy: Policy): ProposalShown {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    clientId: row.client,
    conversationId: row.conversation,
    department: row.department,
    specialistId: row.specialist,
    instead: row.instead,
    load: loadWith(policy, row),
    by: { kind: row.by_kind, id: row.by },
    reason: row.reason,
    at: row.at.toISOString(),
    dueAt: row.due_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    words: row.words.map(({ kind, by_id, reason, at: when }) => ({ kind, specialistId: by_id, reason, at: new Date(when).toISOString() })),
  };
}

const reason = z.string().trim().min(1).max(1000);
const person = z.uuid().describe('Whose word it is: the head of the department that is asked, or the director.');
export const newProposal = z
  .strictObject({
    department: plain(64).describe('Key of the department in which it is to be theirs.'),
    specialistId: z.uuid().describe('Whose the client is to be.'),
    instead: plain(64).nullable().default(null).describe('Key of the department whose ownership ends with it; null: none does.'),
    reason,
  })
  .meta({ ref: 'NewProposal' });

export const acceptance = z.strictObject({ specialistId: person, reason: reason.optional(), knowingly }).meta({ ref: 'Acceptance' });
export const refusalWord = z.strictObject({ specialistId: person, reason }).meta({ ref: 'Declining' });
export const withdrawal = z
  .strictObject({
    specialistId: z.uuid().optional().describe('Who takes back what they wished for, or the director; absent: this key its own.'),
  })
  .meta({ ref: 'Withdrawal' });
