import { z } from 'zod';
import { decideProposal, mayOnProposal, type ProposalSaid, type Said } from '../../clients/decide-proposal.ts';
import { hintsOf, proposeOwner, withdrawOwner } from '../../clients/propose-owner.ts';
import { lockForOwner } from '../../clients/set-owner.ts';
import { findClient } from '../../db/clients/listed.ts';
import { findProposal, type ProposalListed, proposalsAfter } from '../../db/clients/proposals.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { actorIn } from '../../people/actor-in.ts';
import { apiKey } from '../access.ts';
import type { Http } from '../deps.ts';
import { type ErrorCode, HttpError } from '../errors.ts';
import { operation, reply } from '../operation.ts';
import { type Caller, demand } from './caller.ts';
import { clientName, clientParameter, clientRefOf } from './client-of.ts';
import { clientTxOf } from './client-tx.ts';
import * as contract from './contract.ts';
import { pageOf, readCursor } from './cursor.ts';
import * as examples from './examples.ts';
import { acceptance, exampleProposal, newProposal, proposalShown, refusalWord, showProposal, withdrawal } from './proposals-contract.ts';
import { paging, plain } from './query.ts';

const filters = z.strictObject({
  state: z.enum(['open', 'ended']).optional().describe('Open: still to be decided.').meta({ example: 'open' }),
  kind: z.enum(['person', 'owner']).optional(),
  client: clientName.optional().meta({ example: examples.ids.client }),
  department: plain(64).optional().describe('Asked of the department with this key.'),
  ...paging,
});

const parameter = (example: string) => ({ proposal: { words: 'The id.', example } });
const answer = { status: 200, words: 'The proposal.', schema: proposalShown, example: exampleProposal } as const;
const decided = ['not-proposed', 'unknown-specialist', 'conversation-closed', 'overloaded'] as const satisfies readonly ErrorCode[];

/** What is to be accepted across departments (R8). Whoever decides is one of the company's people: a system says it in their name. */
export const proposalOperations = [
  operation({
    method: 'get',
    path: '/api/v1/proposals',
    id: 'listProposals',
    access: apiKey('clients:read'),
    tag: 'api',
    summary: 'List proposals',
    description:
      'Who is to own a client, and, with the scope `conversations:read`, who of another department is to have a conversation. The oldest first.',
    query: filters,
    answer: {
      status: 200,
      words: 'A page.',
      schema: contract.page(proposalShown, 'ProposalPage'),
      example: examples.pageOf(exampleProposal),
    },
    errors: ['client-not-found'],
    async handle(http, { caller, query }) {
      const after = query.cursor === undefined ? null : await readCursor('proposals', query, query.cursor, z.uuid());
      const found = query.client === undefined ? undefined : await findClient(http.db, clientRefOf(query.client));
      if (found === null) throw new HttpError('client-not-found');
      const { state, department } = query;
      const seesAll = caller.scopes.has('conversations:read');
      if (query.kind === 'person') demand(caller, 'conversations:read');
      const kind = seesAll ? query.kind : 'owner';
      const rows = await proposalsAfter(http.db, { state, department, kind, client: found?.id }, after, query.limit + 1);
      const show = (row: ProposalListed) => showProposal(row, http.company().policy.data);
      return pageOf('proposals', query, rows, (row) => row.id, show);
    },
  }),

  operation({
    method: 'get',
    path: '/api/v1/proposals/:proposal',
    id: 'readProposal',
    access: apiKey('clients:read'),
    tag: 'api',
    summary: 'Read a proposal',
    params: parameter(examples.ids.proposal),
    answer,
    errors: ['unknown-proposal'],
    handle: async (http, { caller, params }) =>
      showProposal(await proposalNamed(http, caller, params.proposal, 'conversations:read'), http.company().policy.data),
  }),

  operation({
    method: 'post',
    path: '/api/v1/clients/:client/proposals',
    id: 'proposeOwner',
    access: apiKey('clients:write'),
    tag: 'api',
    summary: 'Propose another owner',
    description:
      'Asked of the head of the department, then of the director; until it is decided the client stays whose they are. To set an owner without asking: `PUT /api/v1/clients/{client}/owners/{department}`.',
    params: { client: clientParameter },
    body: {
      schema: newProposal,
      example: { department: 'sales', specialistId: examples.ids.salesperson, reason: 'They want to talk about a new contract' },
    },
    answer: { ...answer, status: 201, words: 'Proposed.' },
    errors: [
      'client-not-found',
      'unknown-department',
      'unknown-specialist',
      'owns-no-clients',
      'not-owned-there',
      'already-proposed',
      'already-owner',
    ],
    async handle(http, { caller, body, params }) {
      const wish = { ...body, specialist: body.specialistId as SpecialistId, knowingly: [] };
      const done = await http.db.transaction(async (tx) => {
        const ctx = clientTxOf(http, caller, tx);
        const client = await lockForOwner(ctx, clientRefOf(params.client));
        if (client === null) throw new HttpError('client-not-found');
        return proposeOwner(ctx, http.company(), client, wish);
      });
      if (done.type === 'refused') throw new HttpError(done.code);
      const row = await published(http, done.id);
      return reply(showProposal(row, http.company().policy.data), { headers: { location: `/api/v1/proposals/${row.id}` } });
    },
  }),

  operation({
    method: 'post',
    path: '/api/v1/proposals/:proposal/accept',
    id: 'acceptProposal',
    access: apiKey('clients:write'),
    tag: 'api',
    summary: 'Accept a proposal',
    description:
      'In the name of the head who is asked; after a no, or the deadline, of the director. About a conversation with the scope `conversations:write` too.',
    params: parameter(examples.ids.accepted),
    body: { schema: acceptance, example: { specialistId: examples.ids.head } },
    answer,
    errors: [
      'unknown-proposal',
      'not-head',
      'not-trained',
      'specialist-unavailable',
      'unknown-department',
      'owns-no-clients',
      'not-owned-there',
      ...decided,
    ],
    handle: (http, { caller, body: { specialistId, reason = '', knowingly = [] }, params }) =>
      say(http, caller, params.proposal, specialistId, { type: 'accept', reason, knowingly }),
  }),

  operation({
    method: 'post',
    path: '/api/v1/proposals/:proposal/decline',
    id: 'declineProposal',
    access: apiKey('clients:write'),
    tag: 'api',
    summary: 'Refuse a proposal, with a reason',
    description: 'After a head’s no the director decides; the director’s no is the last.',
    params: parameter(examples.ids.proposal),
    body: { schema: refusalWord, example: { specialistId: examples.ids.head, reason: 'Three large tenders this week' } },
    answer,
    errors: ['unknown-proposal', 'not-head', ...decided],
    handle: (http, { caller, body: { specialistId, reason }, params }) =>
      say(http, caller, params.proposal, specialistId, { type: 'decline', reason }),
  }),

  operation({
    method: 'post',
    path: '/api/v1/proposals/:proposal/withdraw',
    id: 'withdrawProposal',
    access: apiKey('clients:write'),
    tag: 'api',
    summary: 'Take a proposal back',
    description: 'What this key proposed itself; or in the name of whoever did, or of the director.',
    params: parameter(examples.ids.withdrawn),
    body: { schema: withdrawal, example: {} },
    answer,
    errors: ['unknown-proposal', 'not-yours', ...decided],
    async handle(http, { caller, body: { specialistId }, params }) {
      if (specialistId !== undefined) return say(http, caller, params.proposal, specialistId, { type: 'withdraw' });
      const { id, by, by_kind: kind } = await proposalNamed(http, caller, params.proposal, 'conversations:write');
      if (kind !== 'api-key' || by !== caller.id) throw new HttpError('not-yours');
      const done = await http.db.transaction((tx) => withdrawOwner(clientTxOf(http, caller, tx), id));
      if (done.type === 'refused') throw new HttpError(done.code);
      return showProposal(await published(http, id), http.company().policy.data);
    },
  }),
] as const;

/** The proposal an address names; one about a conversation only for a key that may look into conversations, or write there. */
async function proposalNamed(
  { db }: Http,
  caller: Caller,
  name: string,
  scope: 'conversations:read' | 'conversations:write',
): Promise<ProposalListed> {
  const id = z.uuid().safeParse(name);
  const row = id.success ? await findProposal(db, id.data) : null;
  if (row === null || (row.kind === 'person' && !caller.scopes.has(scope))) throw new HttpError('unknown-proposal');
  return row;
}

/** Says something to a proposal in the name of one of the company's people, who must be somebody whose word it is (R8). */
async function say(http: Http, caller: Caller, name: string, specialistId: string, said: ProposalSaid) {
  const row = await proposalNamed(http, caller, name, 'conversations:write');
  const actor = actorIn(http.company(), specialistId);
  if (actor === null) throw new HttpError('unknown-specialist');
  const isWithdrawal = said.type === 'withdraw';
  if (!mayOnProposal(actor, isWithdrawal ? 'proposal.withdraw' : 'proposal.decide', row))
    throw new HttpError(isWithdrawal ? 'not-yours' : 'not-head');
  return shown(http, await decideProposal(http, actor, row, said));
}

function shown(http: Http, said: Said) {
  if (said.type === 'refused') throw new HttpError(said.code, said.details);
  return showProposal(said.proposal, http.company().policy.data);
}

async function published(http: Http, id: string): Promise<ProposalListed> {
  const row = await findProposal(http.db, id);
  if (row === null) throw new HttpError('unknown-proposal');
  http.live.publish(hintsOf(http.company(), row));
  return row;
}
