import { noReplyReasons } from '../../../../flows/policy.ts';
import { answersInWords, productsInWords } from '../../../../flows/words.ts';
import { reachOfContact } from '../../../db/clients/card.ts';
import { findProposal } from '../../../db/clients/proposals.ts';
import { type CardRow, ownersOf, textsOf } from '../../../db/conversations/card.ts';
import { deskMessagesBefore } from '../../../db/conversations/messages.ts';
import { threadOfContact } from '../../../db/conversations/thread.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { workingTime } from '../../../domain/hours.ts';
import type { Language } from '../../../domain/language.ts';
import { mayIn } from '../../../people/access.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { operation } from '../../operation.ts';
import { detailsOf } from '../clients/contact-details.ts';
import { inLanguage, languageOf } from '../language.ts';
import { proposalInWords } from '../work/proposal.ts';
import { explainedAssignments } from './assignment.ts';
import { type ConversationCard, conversationView, exampleView } from './card-contract.ts';
import { conversation } from './conversation.ts';
import { rowInWords } from './conversation-list.ts';
import { matterOf } from './matter.ts';
import { mayDo } from './may.ts';
import { deskMessagesOf } from './message.ts';

/** Messages a conversation is opened with. */
const firstPage = 50;

export const cardOperations = [
  operation({
    method: 'get',
    path: '/desk/api/conversations/:id',
    access: session('conversation.read', conversation),
    tag: 'desk',
    summary: 'Open a conversation',
    description: 'The card, and the newest 50 messages of the contact, oldest first: those of conversations that this viewer may open.',
    query: inLanguage,
    answer: { status: 200, words: 'The conversation.', schema: conversationView.meta({ ref: 'ConversationView' }), example: exampleView },
    async handle(http, { c, viewer, object }) {
      const thread = await threadOfContact(http.db, object.contact_id);
      const messages = thread === null ? [] : await deskMessagesBefore(http.db, viewer, thread, thread.lastSeq + 1, firstPage + 1);
      return {
        conversation: await cardOf(http, viewer, object, languageOf(c, viewer)),
        messages: (await deskMessagesOf(http, messages.slice(0, firstPage))).reverse(),
        more: messages.length > firstPage,
      };
    },
  }),
] as const;

async function cardOf(http: Http, viewer: Viewer, row: CardRow, language: Language): Promise<ConversationCard> {
  const { answers, products, agreed, late } = await qualification(http, row, language);
  return {
    ...rowInWords(row, language),
    contact: await contactOf(http, viewer, row),
    clientCard: await clientOf(http, row, language),
    clients: (row.clients?.length ?? 0) > 1 ? [...(row.clients ?? [])] : [],
    answers,
    products,
    why: await explainedAssignments(http, row.id, language),
    deadline: deadlineOf(http, row),
    standIn: row.stand_in,
    takenOver: row.replaced === null ? null : { from: row.replaced, agreed },
    answerOwed: row.waiting_since !== null || ['asking', 'seeking', 'transferred'].includes(row.status),
    noReplyReasons: noReplyReasons(http.company().policy.data).map((each) => each[language]),
    matter: await matterOf(http, row, language),
    proposal: await proposalOf(http, viewer, row, language),
    back: backOf(http, viewer, row, language),
    may: mayDo(viewer, {
      status: row.status,
      specialist: row.specialist_id,
      department: row.department,
      track: row.track,
      hasFormer: row.has_former,
      turns: row.turns,
      replaced: row.replaced?.id ?? null,
      late,
      agreed,
    }),
    track: row.track,
  };
}

async function proposalOf(
  { db, company }: Http,
  viewer: Viewer,
  { proposed }: CardRow,
  language: Language,
): Promise<ConversationCard['proposal']> {
  const found = proposed === null ? null : await findProposal(db, proposed.id);
  return found === null ? null : proposalInWords(found, viewer, language, company());
}

function backOf({ company }: Http, viewer: Viewer, { department, came_from: from, status }: CardRow, language: Language) {
  const back = company().departments.find(({ key }) => key === from);
  if (back === undefined || status === 'closed' || status === 'resolved' || !mayIn(viewer, 'conversation.steer', department)) return null;
  return { key: back.key, name: back.name[language] };
}

/** Details of a contact are for the eyes R19 names only. */
async function contactOf({ db }: Http, viewer: Viewer, row: CardRow): Promise<ConversationCard['contact']> {
  const reach = await reachOfContact(db, viewer, row.contact_id);
  const details = reach === null ? null : detailsOf(reach);
  return {
    id: row.contact_id,
    name: row.contact_name,
    proven: row.contact_proven,
    email: details?.email ?? null,
    phone: details?.phone ?? null,
    ...(details === null ? {} : { left: details.left, telegram: details.telegram }),
  };
}

/** What the question tree found out, in the words of the tree the conversation is pinned to. */
async function qualification({ db, company }: Http, row: CardRow, language: Language) {
  const flow = company().pinned(row.flow, row.flow_version, row.tree_hash);
  const { answers, leaf, agreed, late } = flow.outline(row.state);
  const typed = answers.filter((each) => each.option === undefined).map((each) => each.message);
  const texts = await textsOf(db, row.window_id, typed);
  return {
    answers: answersInWords(flow.tree, answers, language, (seq) => texts.get(seq) ?? null).map((each) => ({ ...each })),
    products: productsInWords(flow.tree, leaf, language),
    agreed,
    late,
  };
}

async function clientOf({ db }: Http, row: CardRow, language: Language): Promise<ConversationCard['clientCard']> {
  const { client_id: id, client_name: name, client_size: size, client_stage: stage, client_line: productLine } = row;
  if (id === null || name === null || size === null || stage === null) return null;
  const owners = await ownersOf(db, id);
  return {
    id,
    name,
    proven: row.client_proven === true,
    size,
    stage,
    productLine,
    owners: owners.map((each) => ({ department: each.department[language], specialist: { id: each.id, name: each.name } })),
  };
}

/** Spans of working time a countdown is given; a deadline beyond them is days away. */
const spansShown = 20;

/** Until when an answer is owed, in the working time the hold was reckoned with. */
function deadlineOf({ now }: Pick<Http, 'now'>, { due_at: due, hold }: CardRow): ConversationCard['deadline'] {
  if (due === null || hold === null) return null;
  const spans = hold.schedule === null ? [] : workingTime(hold.schedule).spansBetween(now(), due).slice(0, spansShown);
  const iso = (ms: number) => new Date(ms).toISOString();
  return { dueAt: due.toISOString(), kind: hold.kind, working: spans.map(([from, until]) => ({ from: iso(from), until: iso(until) })) };
}
