import { z } from 'zod';
import { decideProposal, type ProposalSaid } from '../../../clients/decide-proposal.ts';
import { openProposals, type ProposalListed } from '../../../db/clients/proposals.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { Language } from '../../../domain/language.ts';
import { departmentsFor } from '../../../people/access.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { inLanguage, languageOf } from '../language.ts';
import { knowingly } from '../objected.ts';
import { exampleProposal, proposal, proposalInWords, proposalShown } from './proposal.ts';

const reason = z.string().trim().min(1).max(1000);
const proposalList = z.object({ proposals: z.array(proposalShown) });
const answer = { status: 200, words: 'The proposal.', schema: proposalShown.meta({ ref: 'Proposal' }), example: exampleProposal } as const;

/** What is to be accepted across departments (R8): a person named for a conversation, a client's owner. */
export const proposalOperations = [
  operation({
    method: 'get',
    path: '/desk/api/proposals',
    access: session('proposal.see'),
    tag: 'desk',
    summary: 'List what waits to be accepted',
    description: 'One’s own wishes, and those one’s department is asked; the most pressing first.',
    query: inLanguage,
    answer: {
      status: 200,
      words: 'The open ones.',
      schema: proposalList.meta({ ref: 'ProposalList' }),
      example: { proposals: [exampleProposal] },
    },
    async handle({ db, company }, { c, viewer }) {
      const rows = await openProposals(db, viewer.id, departmentsFor(viewer, 'proposal.decide'));
      return { proposals: rows.map((row) => proposalInWords(row, viewer, languageOf(c, viewer), company())) };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/proposals/:id/accept',
    access: session('proposal.decide', proposal),
    tag: 'desk',
    summary: 'Accept it',
    description: 'By the head of the department that is asked; after a no, or the deadline, by the director.',
    body: {
      schema: z.strictObject({ reason: z.string().trim().max(1000).default(''), knowingly }).meta({ ref: 'ProposalAccepted' }),
      example: { reason: '' },
    },
    answer,
    errors: [
      'not-proposed',
      'not-head',
      'not-trained',
      'specialist-unavailable',
      'unknown-specialist',
      'unknown-department',
      'owns-no-clients',
      'not-owned-there',
      'conversation-closed',
      'overloaded',
    ],
    handle: (http, { c, viewer, object, body }) =>
      decide(http, viewer, object, languageOf(c, viewer), { type: 'accept', reason: body.reason, knowingly: body.knowingly ?? [] }),
  }),

  operation({
    method: 'post',
    path: '/desk/api/proposals/:id/decline',
    access: session('proposal.decide', proposal),
    tag: 'desk',
    summary: 'Refuse it, with a reason',
    description: 'After a head’s no the director decides; the director’s no is the last.',
    body: {
      schema: z.strictObject({ reason }).meta({ ref: 'ProposalDeclined' }),
      example: { reason: 'Ivan has three large tenders this week' },
    },
    answer,
    errors: ['not-proposed', 'not-head', 'conversation-closed', 'overloaded'],
    handle: (http, { c, viewer, object, body }) =>
      decide(http, viewer, object, languageOf(c, viewer), { type: 'decline', reason: body.reason }),
  }),

  operation({
    method: 'post',
    path: '/desk/api/proposals/:id/withdraw',
    access: session('proposal.withdraw', proposal),
    tag: 'desk',
    summary: 'Take it back',
    answer,
    errors: ['not-proposed', 'not-yours', 'conversation-closed', 'overloaded'],
    handle: (http, { c, viewer, object }) => decide(http, viewer, object, languageOf(c, viewer), { type: 'withdraw' }),
  }),
] as const;

async function decide(http: Http, viewer: Viewer, row: ProposalListed, language: Language, said: ProposalSaid) {
  const done = await decideProposal(http, viewer, row, said);
  if (done.type === 'refused') throw new HttpError(done.code, done.details);
  return proposalInWords(done.proposal, viewer, language, http.company());
}
