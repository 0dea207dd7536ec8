import { z } from 'zod';
import { decideProposal, mayOnProposal, type ProposalSaid, type Said } from '../../clients/decide-proposal.ts';
import { findProposal, type ProposalListed } from '../../db/clients/proposals.ts';
import type { Language } from '../../domain/language.ts';
import type { Objected } from '../../domain/objection.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { type Block, section } from '../format/blocks.ts';
import { objectedWords } from '../objected.ts';
import { openView } from '../receive/open-view.ts';
import { isId, type SlackView } from '../receive/payloads.ts';
import type { Tap } from '../receive/tap.ts';
import { t } from '../translate.ts';
import { type About, enteredIn, input, line, mistake, modal, notice, type ViewAnswer } from './modal.ts';

export const proposalAcceptAction = 'okno_proposal_accept';
export const proposalDeclineAction = 'okno_proposal_decline';
export const proposalWithdrawAction = 'okno_proposal_withdraw';
export const proposalView = 'okno_proposal_view';

const asked = z.object({ proposal: z.guid(), verb: z.enum(['accept', 'decline']), knowingly: z.array(z.string()) });
type Asked = z.output<typeof asked>;

/** Accepts what stands in a Home, or takes it back; when whoever is wished for is not there or full, it is asked once more (R8, R16). */
export async function tapProposal(context: SlackContext, tap: Tap, type: 'accept' | 'withdraw'): Promise<void> {
  const said = await say(context, tap.who, tap.value, type === 'accept' ? { type, reason: '', knowingly: [] } : { type });
  if (said.type === 'decided') return context.inBackground(context.publishHome(tap.who, tap.user));
  const { language } = tap.who;
  if (said.details?.may === true) return openView(context, tap, anywayModal(context, language, tap.value, said.details));
  const words = said.details === undefined ? refusalWords(said.code, language) : objectedIn(context, language, said.details);
  await openView(context, tap, notice(t(language, 'proposal.title'), t(language, 'close'), words));
}

/** Builds the view that asks why it is refused. */
export function declineModal(language: Language, proposal: string): Block {
  const words = { title: t(language, 'decline.title'), submit: t(language, 'decline.submit'), close: t(language, 'cancel') };
  return modal(proposalView, words, aboutOf({ proposal, verb: 'decline', knowingly: [] }), [
    input('reason', t(language, 'decline.reason'), line(500)),
  ]);
}

function anywayModal(context: SlackContext, language: Language, proposal: string, objected: Objected): Block {
  const words = { title: t(language, 'proposal.title'), submit: t(language, 'objected.anyway'), close: t(language, 'cancel') };
  const what = aboutOf({ proposal, verb: 'accept', knowingly: [...objected.why] });
  return modal(proposalView, words, what, [section(objectedIn(context, language, objected))]);
}

const objectedIn = (context: SlackContext, language: Language, objected: Objected) =>
  objectedWords(context.company(), language, objected, context.now());

const aboutOf = (more: Asked): About => ({ conversation: '', channel: null, threadTs: null, more: JSON.stringify(more) });

/** Carries out what a view was sent off with. */
export async function submitProposal(context: SlackContext, who: Colleague, { more }: About, view: SlackView): Promise<ViewAnswer> {
  const { language } = who;
  const read = asked.safeParse(JSON.parse(more ?? 'null'));
  if (!read.success) return null;
  const { proposal, verb, knowingly } = read.data;
  const reason = enteredIn(view, 'reason').text;
  if (verb === 'decline' && reason === '') return mistake('reason', t(language, 'needed'));
  const said = await say(context, who, proposal, verb === 'decline' ? { type: verb, reason } : { type: verb, reason, knowingly });
  if (said.type === 'decided') return null;
  // What came meanwhile is said first.
  if (said.details?.may === true) return { response_action: 'update', view: anywayModal(context, language, proposal, said.details) };
  if (verb === 'decline') return mistake('reason', refusalWords(said.code, language));
  return {
    response_action: 'update',
    view: notice(t(language, 'proposal.title'), t(language, 'close'), refusalWords(said.code, language)),
  };
}

type Refused = Extract<Said, { readonly type: 'refused' }>;

const refusalWords = (code: Refused['code'], language: Language): string =>
  t(language, code === 'not-yours' ? 'refusal.not-proposed' : `refusal.${code}`);

async function say(context: SlackContext, { viewer }: Colleague, id: string, said: ProposalSaid): Promise<Said> {
  const row: ProposalListed | null = isId(id) ? await findProposal(context.db, id) : null;
  const doing = said.type === 'withdraw' ? 'proposal.withdraw' : 'proposal.decide';
  if (row === null || !mayOnProposal(viewer, doing, row)) return { type: 'refused', code: 'not-proposed' };
  return decideProposal(context, viewer, row, said);
}
