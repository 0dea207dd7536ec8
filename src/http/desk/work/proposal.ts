import { z } from 'zod';
import { loadWith, mayNow, mayOnProposal, maySeeProposal } from '../../../clients/decide-proposal.ts';
import { findProposal, type ProposalListed } from '../../../db/clients/proposals.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { Language } from '../../../domain/language.ts';
import { proposalStatuses, waitsFor } from '../../../domain/proposal.ts';
import { hasDirector } from '../../../engine/assign/proposal.ts';
import type { Company } from '../../../engine/company.ts';
import type { ObjectAccess } from '../../access.ts';
import { departmentNamed, personNamed, sample } from '../named.ts';

/** The proposal an address names by `:id`: one's own, or of a department one decides for. Others are not told that it exists. */
export const proposal: ObjectAccess<ProposalListed> = {
  kind: 'proposal',
  errors: ['unknown-proposal'],
  async load({ db }, viewer, c) {
    const id = z.uuid().safeParse(c.req.param('id'));
    const row = id.success ? await findProposal(db, id.data) : null;
    return row !== null && maySeeProposal(viewer, row) ? row : null;
  },
  refusal: (viewer, doing, row) => {
    const asked = doing === 'proposal.withdraw' ? doing : 'proposal.decide';
    return mayOnProposal(viewer, asked, row) ? null : 'forbidden';
  },
};

const word = z.object({
  kind: z.enum(['accepted', 'refused', 'lapsed', 'withdrawn']),
  by: z.string().nullable().describe('null: time itself, or a system of the company.'),
  reason: z.string(),
  at: z.iso.datetime(),
});

export const proposalShown = z.object({
  id: z.uuid(),
  kind: z.enum(['person', 'owner']).describe('person: who is to have a conversation; owner: whose a client is to be.'),
  status: z.enum(proposalStatuses).describe('asked: of the head; raised: of the director; then how it ended.'),
  asks: z.enum(['head', 'director']).nullable().describe('Whose word it waits for; null: it is decided.'),
  conversation: z.uuid().nullable(),
  client: z.object({ id: z.uuid(), name: z.string(), proven: z.boolean() }).nullable(),
  contact: z.string().nullable(),
  department: departmentNamed,
  specialist: personNamed,
  load: z
    .object({ before: z.number(), after: z.number() })
    .nullable()
    .describe('Of an owner: the share of their portfolio, 0..1 and beyond, as it is and with the client.'),
  instead: departmentNamed.nullable().describe('The department whose ownership ends with it.'),
  by: personNamed.nullable(),
  reason: z.string(),
  at: z.iso.datetime(),
  dueAt: z.iso.datetime().describe('Until when the head decides.'),
  words: z.array(word),
  may: z.object({ decide: z.boolean(), withdraw: z.boolean() }),
});

export type ProposalShown = z.output<typeof proposalShown>;

export const exampleProposal: ProposalShown = {
  id: sample.id(41),
  kind: 'owner',
  status: 'asked',
  asks: 'head',
  conversation: null,
  client: { id: sample.client.id, name: sample.client.name, proven: true },
  contact: null,
  department: { key: 'sales', name: 'Sales' },
  specialist: { id: sample.id(42), name: 'Ivan' },
  load: { before: 0.25, after: 0.275 },
  instead: null,
  by: sample.anna,
  reason: 'They want to talk about a new contract',
  at: sample.at,
  dueAt: '2026-03-02T17:15:00.000Z',
  words: [],
  may: { decide: true, withdraw: false },
};

export function proposalInWords(row: ProposalListed, viewer: Viewer, language: Language, company: Company): ProposalShown {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    asks: waitsFor(row.status, hasDirector(company)),
    conversation: row.conversation,
    client: row.client === null ? null : { id: row.client, name: row.client_name ?? '', proven: row.client_proven === true },
    contact: row.contact_name,
    department: { key: row.department, name: row.department_name[language] },
    specialist: { id: row.specialist, name: row.specialist_name },
    load: loadWith(company.policy.data, row),
    instead: row.instead === null || row.instead_name === null ? null : { key: row.instead, name: row.instead_name[language] },
    by: row.by === null || row.by_name === null ? null : { id: row.by, name: row.by_name },
    reason: row.reason,
    at: row.at.toISOString(),
    dueAt: row.due_at.toISOString(),
    words: row.words.map(({ kind, by, reason, at }) => ({ kind, by, reason, at: new Date(at).toISOString() })),
    may: { decide: mayNow(company, viewer, 'proposal.decide', row), withdraw: mayNow(company, viewer, 'proposal.withdraw', row) },
  };
}
