import { waitsOf, waitsOfUnreachable } from '../../../flows/policy.ts';
import { wordsOf } from '../../../flows/words.ts';
import type { StoredMessage } from '../../db/batch/refs.ts';
import { type ClientOfMatter, clientOfMatter } from '../../domain/client-of-matter.ts';
import type { Meaning } from '../../domain/content.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { Opened, Waits } from '../../domain/event.ts';
import type { ClientId, Seq } from '../../domain/ids.ts';
import { isLoggedContact } from '../../domain/logged-contact.ts';
import { trackOfRole } from '../../domain/track.ts';
import { departmentFor } from '../assign/department-for.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, clientOf, conversationIn, type WindowDraft } from '../batch/draft.ts';
import { done, type Handled } from '../batch/outcome.ts';
import { postSystemMessage } from '../delivery/post.ts';
import type { Inbound } from './inbound.ts';
import { addClientMessage } from './inbound-message.ts';
import { draftNew } from './new-conversation.ts';
import { chooseByTopic, type TappedTopic } from './tapped-topic.ts';

/** A stranger the company could not reach is offered to leave a way (R31). */
function waitsFor({ company, now }: Batch, { contact }: WindowDraft, department: DepartmentKey): Waits {
  const policy = company.policy.data;
  if (contact.isReachable) return waitsOf(policy);
  return waitsOfUnreachable(policy, company.departments.find((each) => each.key === department)?.workingTime.isOpen(now) ?? true);
}

interface MatterSigns {
  readonly tapped: TappedTopic | null;
  readonly quoted: StoredMessage | undefined;
  /** what they chose before, or a colleague who is with them was told */
  readonly chosen: ClientId | null;
}

/** Which of the contact's clients it is for, as far as that can be told without asking. */
export function whoseMatter(window: WindowDraft, { tapped, quoted, chosen }: MatterSigns): ClientOfMatter {
  const answered = quoted === undefined ? undefined : conversationIn(window, quoted.conversationId);
  const ofAnswered = answered === undefined ? (quoted?.clientId ?? null) : (clientOf(answered)?.id ?? null);
  return clientOfMatter(window.clients, { quoted: ofAnswered, chosen, track: tapped?.track ?? null });
}

interface Beginning {
  readonly says: Meaning;
  readonly target: string;
  readonly whose: ClientOfMatter;
  readonly tapped: TappedTopic | null;
  readonly quote?: Seq;
}

/** Begins a conversation with what they wrote: known contacts go to whoever serves their client, strangers meet the tree (R1, R6). */
export function begin(batch: Batch, window: WindowDraft, inbound: Inbound, { says, target, whose, tapped, quote }: Beginning): Handled {
  const isKnown = knows(window);
  const hasClients = window.clients.length > 0;
  const client = whose.type === 'of' ? (window.clients.find(({ id }) => id === whose.client) ?? null) : null;
  const track = tapped?.track ?? (isKnown ? trackOfRole(client?.role ?? null) : 'general');
  const department = departmentFor(batch, track, client, client === null && !hasClients ? window.outreach : undefined);
  const matter = { department, track, client: client?.id ?? null };
  const conversation = draftNew(batch, window, { channel: inbound.account, target }, matter);
  // The channel showed the first question before anybody had written: the answer follows it in the history too.
  if (!isKnown && says.kind === 'option') postSystemMessage(batch, conversation, firstQuestion(conversation));
  const seq = addClientMessage(batch, conversation, inbound, quote);
  const opened: Opened = {
    type: 'opened',
    known: isKnown,
    department,
    language: window.contact.language,
    waits: isLoggedContact(inbound.account) ? waitsOf(batch.company.policy.data) : waitsFor(batch, window, department),
    message: seq,
    says,
    ...(whose.type === 'unclear' && { unclear: true }),
    ...metOf(inbound),
  };
  feed(batch, conversation, opened);
  if (tapped !== null) chooseByTopic(batch, conversation, tapped, seq);
  return done(conversation, seq);
}

function firstQuestion({ flow, window }: ConversationDraft) {
  const { language } = window.contact;
  return wordsOf({ type: 'tell', key: 'question', question: flow.tree.root, reason: 'asked' }, { tree: flow.tree, language });
}

/** Nothing is asked of a client's contact, nor of whom sales called or wrote to lately (R5, R6). */
export function knows({ clients, outreach }: WindowDraft): boolean {
  return clients.length > 0 || outreach !== null;
}

export const metOf = ({ metBy }: Inbound) => (metBy === undefined ? {} : { metBy });
