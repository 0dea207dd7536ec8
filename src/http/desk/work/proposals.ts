import { z } from 'zod';
import { acceptOwner, type Decider, declineOwner, hintsOf, type ProposalDecided, withdrawOwner } from '../../../clients/propose-owner.ts';
import type { ClientTx } from '../../../clients/recorded.ts';
import { findProposal, openProposals, type ProposalListed } from '../../../db/clients/proposals.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { Command } from '../../../engine/submissions/submission.ts';
import { departmentsFor } from '../../../people/access.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError, refused } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { clientTxOf } from '../clients/client-tx.ts';
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
    async handle({ db }, { c, viewer }) {
      const rows = await openProposals(db, viewer.id, departmentsFor(viewer, 'proposal.decide'));
      return { proposals: rows.map((row) => proposalInWords(row, viewer, languageOf(c, viewer))) };
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
      decide(http, viewer, object, languageOf(c, viewer), {
        command: {
          type: 'accept',
          proposal: object.id,
          ...(body.reason === '' ? {} : { reason: body.reason }),
          ...(body.knowingly === undefined ? {} : { knowingly: body.knowingly }),
        },
        owner: (ctx, as) => acceptOwner(ctx, http.company(), object.id, { reason: body.reason, knowingly: body.knowingly ?? [], as }),
      }),
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
      decide(http, viewer, object, languageOf(c, viewer), {
        command: { type: 'decline', proposal: object.id, reason: body.reason },
        owner: (ctx, as) => declineOwner(ctx, http.company(), object.id, { reason: body.reason, knowingly: [], as }),
      }),
  }),

  operation({
    method: 'post',
    path: '/desk/api/proposals/:id/withdraw',
    access: session('proposal.withdraw', proposal),
    tag: 'desk',
    summary: 'Take it back',
    answer,
    errors: ['not-proposed', 'not-yours', 'conversation-closed', 'overloaded'],
    handle: (http, { c, viewer, object }) =>
      decide(http, viewer, object, languageOf(c, viewer), {
        command: { type: 'withdraw', proposal: object.id },
        owner: (ctx) => withdrawOwner(ctx, object.id),
      }),
  }),
] as const;

interface Word {
  /** of a conversation: the engine settles it under the window's lock */
  readonly command: Command;
  /** of a client: settled under the client's */
  readonly owner: (ctx: ClientTx, as: Decider) => Promise<ProposalDecided>;
}

async function decide(http: Http, viewer: Viewer, row: ProposalListed, language: 'ru' | 'en', { command, owner }: Word) {
  if (row.kind === 'person') await submitWord(http, viewer, row, command);
  else {
    const as: Decider = viewer.role === 'director' ? 'director' : 'head';
    const done = await http.db.transaction((tx) => owner(clientTxOf(http, viewer, tx), as));
    if (done.type === 'refused') throw new HttpError(done.code);
    if (done.type === 'objected') throw new HttpError('specialist-unavailable', done.details);
  }
  http.live.publish(hintsOf(http.company(), row));
  const now = await findProposal(http.db, row.id);
  return proposalInWords(now ?? row, viewer, language);
}

async function submitWord(http: Http, viewer: Viewer, { id, conversation }: ProposalListed, command: Command): Promise<void> {
  if (conversation === null) throw new HttpError('not-proposed');
  // What was said once is said: the same word again finds nothing open.
  const key = `proposal-${id}-${command.type}-${http.newId()}`;
  const outcome = await http.submit({ type: 'desk', key, conversation, actor: viewer.id, command });
  if (outcome.type === 'refused') throw refused(outcome.code, outcome.details);
}
