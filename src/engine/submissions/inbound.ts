import { namedClient } from '../../../flows/client-choice.ts';
import type { Flow, Interpretation } from '../../../flows/index.ts';
import type { Profile } from '../../db/batch/profiles.ts';
import type { RefKey, StoredMessage } from '../../db/batch/refs.ts';
import { type Content, clientQuestion, type Excerpt, type Meaning, type QuestionId } from '../../domain/content.ts';
import type { FlowState } from '../../domain/decision.ts';
import type { AccountId, ClientId, ContactId, Seq, SpecialistId, WindowId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { isLoggedContact } from '../../domain/logged-contact.ts';
import type { TopicKey } from '../../domain/topic.ts';
import { nameClient } from '../assign/name-client.ts';
import { account as accountOf, refKey, refText } from '../batch/arrival.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, clientOf, conversationIn, type WindowDraft } from '../batch/draft.ts';
import { leadTyped } from '../batch/leads.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { messageAt } from '../delivery/rewrite.ts';
import { isRightful, serveAtOnce } from '../verbs/met-client.ts';
import { addPart, albumId } from './album.ts';
import { begin, knows, metOf, whoseMatter } from './begin.ts';
import type { Fetch } from './command.ts';
import { askedForClient, currentOf } from './current.ts';
import { addClientMessage } from './inbound-message.ts';
import type { Kind } from './kind.ts';
import { channelKey, fromAddress } from './sender.ts';
import type { Ref } from './submission.ts';
import { chooseByTopic, tappedIn } from './tapped-topic.ts';

/** A client's message as a channel's door parsed it. */
export interface Inbound {
  readonly type: 'inbound';
  /** the channel account it came through: its kind, e.g. `webchat` */
  readonly account: string;
  /** the sender's id of the message: the same one again is a repeat, and success */
  readonly externalId: string;
  /** the person's address in the channel */
  readonly address: string;
  /** window to create for an address never seen before; ignored for a known one */
  readonly window: WindowId;
  /** proof that the person is this contact, e.g. a signed site login (R6) */
  readonly contact?: ContactId;
  /** what somebody met for the first time is called */
  readonly name?: string;
  /** how the channel itself says they are called there now */
  readonly profile?: Profile;
  readonly language: Language;
  readonly content: Content;
  /** where it stands in the channel, for later edits, quotes and reactions */
  readonly ref?: Ref;
  /** what it answers, by its id in the same chat of the channel */
  readonly quote?: string;
  /** … or by its number in the window, where the channel shows those */
  readonly quoteSeq?: Seq;
  /** what that said, should it not stand in the window */
  readonly quoted?: Excerpt;
  /** the thread of the chat it was written in, where a chat has several */
  readonly thread?: string;
  /** they pressed the messenger's Start, and said nothing */
  readonly isStart?: true;
  /** nothing of it could be read: the client is told */
  readonly isUnshown?: true;
  /** an album's common id: what comes first makes the message, the files of the others are added to it */
  readonly group?: string;
  /** bytes of attachments in state `coming`, fetched after the commit */
  readonly fetches?: readonly Fetch[];
  /** tapped in their menu: it is about this, and so is what they write next (R10) */
  readonly topic?: TopicKey;
  /** the wording of consent they agree to with it, null for none; absent where the channel asks for it in its own way */
  readonly consent?: string | null;
  /** the colleague who is with them, on the phone or in the office, and writes it down (R7) */
  readonly metBy?: SpecialistId;
  /** of the contact's clients the one they came or called for, as that colleague was told */
  readonly client?: ClientId;
  /** … and serves them at once, if need be for a reason */
  readonly take?: { readonly reason: string | null };
  /** when the sender says it was sent */
  readonly occurredAt: Date;
}

export const inbound: Kind<Inbound> = {
  ...fromAddress,
  key: channelKey,
  actor: ({ metBy }) => metBy,
  named: ({ conversations }, { metBy: specialist }) =>
    specialist === undefined ? [] : [{ specialist, reserved: null }, ...conversations.map(({ reserved }) => ({ specialist, reserved }))],
  clientKey: ({ externalId }) => externalId,
  refs: namedBy,
  messages: ({ quoteSeq }) => (quoteSeq === undefined ? [] : [quoteSeq]),
  newcomer: (submission) => submission,
  provesReachable: true,
  profile: ({ profile }) => profile ?? null,
  typed: ({ content: { text, choice, forwarded } }) => (choice === undefined && forwarded === undefined && text !== '' ? text : null),
  handle(batch, window, { submission }) {
    const { metBy, take, externalId } = submission;
    if (metBy !== undefined && !batch.present.has(metBy)) return refused('unknown-specialist');
    const handled = ingest(batch, window, submission);
    const conversation =
      handled.type === 'done' && handled.conversation !== null ? conversationIn(window, handled.conversation) : undefined;
    if (metBy !== undefined && conversation !== undefined && (take !== undefined || isRightful(batch, conversation, metBy)))
      serveAtOnce(batch, conversation, metBy, { reason: take?.reason ?? null, clientKey: `${externalId}/reason` });
    return handled;
  },
};

/** Where it stands itself, what it answers, and its album. */
function namedBy(batch: Batch, { account, ref, quote, group }: Inbound): readonly RefKey[] {
  if (ref === undefined) return [];
  const inChat = (id: string) => refKey(batch, account, { chat: ref.chat, id });
  return [inChat(ref.id), ...(quote === undefined ? [] : [inChat(quote)]), ...(group === undefined ? [] : [inChat(albumId(group))])];
}

/** A client wrote: into the conversation that is open, or into a new one (R1, R6). What stands in the window already is a repeat. */
export function ingest(batch: Batch, window: WindowDraft, inbound: Inbound): Handled {
  const stored = standing(batch, window, inbound, inbound.ref?.id);
  if (stored !== undefined) return { type: 'done', conversation: stored.conversationId, seq: stored.seq, isRepeat: true };
  const album = standing(batch, window, inbound, inbound.group === undefined ? undefined : albumId(inbound.group));
  if (album !== undefined) return addPart(batch, window, album, inbound);
  const quoted = standing(batch, window, inbound, inbound.quote) ?? shownAt(batch, window, inbound.quoteSeq);
  const { content } = inbound;
  const tapped = tappedIn(batch, window, inbound.topic);
  const isMet = isLoggedContact(inbound.account);
  const whose = whoseMatter(window, { tapped, quoted, chosen: isMet ? (inbound.client ?? null) : window.row.chosenClientId });
  if (inbound.client !== undefined && !window.clients.some(({ id }) => id === inbound.client)) return refused('not-their-client');
  if (isMet && whose.type === 'unclear') return refused('client-unclear');
  const found = currentOf(window, {
    ...(quoted === undefined ? {} : { quoted: quoted.conversationId }),
    ...(content.choice === undefined ? {} : { choice: content.choice }),
    ...(tapped === null ? {} : { track: tapped.track }),
    ...(whose.type === 'of' && window.clients.length > 1 ? { client: whose.client } : {}),
  });
  // Who calls is asked by whoever listens to them what the chat was asking.
  const current = found ?? (isMet ? askedForClient(window) : undefined);
  if (content.choice?.question === clientQuestion) return named(batch, window, inbound, current);
  const flow = current?.flow ?? batch.company.flow;
  const isKnown = knows(window);
  const asking = current === undefined ? (isKnown ? null : flow.tree.root) : flow.outline(current.row.state as FlowState).asking;
  const meaning = meaningOf(inbound, window, flow, asking);
  // A screen may still show the first question to somebody who is asked nothing any more: what they tap is a message to their specialist.
  const says = meaning.kind === 'stale-choice' && current === undefined && isKnown ? ({ kind: 'text' } as const) : meaning;
  if (says.kind === 'unknown-choice' || says.kind === 'stale-choice') return refused(says.kind);
  const accountId = batch.company.accounts.get(inbound.account) as AccountId;
  const target = `${accountId}:${inbound.address}`;
  if (!agrees(batch, window, inbound)) return refused('consent-required');
  // What they chose to write for next has come.
  if (!isMet) window.row.chosenClientId = null;
  if (current === undefined)
    return begin(batch, window, inbound, { says, target, whose, tapped, ...(quoted !== undefined && { quote: quoted.seq }) });
  const seq = addToOpen(batch, current, inbound, target, quoted?.seq);
  const typed = asking === clientQuestion ? namedClient(content, window.clients, window.contact.language) : null;
  if (typed !== null) nameClient(batch, current, typed, { by: 'contact', message: seq });
  else feed(batch, current, { type: 'client.message', message: seq, says, ...leadBy(batch, current, says, content), ...metOf(inbound) });
  if (isMet && whose.type === 'of') nameFor(batch, current, whose.client, inbound);
  if (tapped !== null) chooseByTopic(batch, current, tapped, seq);
  return done(current, seq);
}

/** A colleague heard for which of theirs somebody calls whom the chat was asking. */
function nameFor(batch: Batch, current: ConversationDraft, id: ClientId, { metBy }: Inbound): void {
  const client = current.window.clients.find((each) => each.id === id);
  if (client !== undefined && metBy !== undefined && clientOf(current) === null) nameClient(batch, current, client, { by: metBy });
}

function addToOpen(batch: Batch, current: ConversationDraft, inbound: Inbound, target: string, quote: Seq | undefined): Seq {
  // Who calls about what they wrote of before is still answered where they wrote.
  if (!isLoggedContact(inbound.account)) {
    current.row.channel = inbound.account;
    current.row.target = target;
  }
  return addClientMessage(batch, current, inbound, quote);
}

/** The contact tapped for which of their clients they write: of the matter they were asked about, whoever took it meanwhile, else of the next. */
function named(batch: Batch, window: WindowDraft, inbound: Inbound, current: ConversationDraft | undefined): Handled {
  const client = namedClient(inbound.content, window.clients, window.contact.language);
  if (client === null) return refused('stale-choice');
  if (current === undefined) {
    window.row.chosenClientId = client.id;
    return { type: 'done', conversation: null, seq: null };
  }
  const target = `${accountOf(batch, inbound.account)}:${inbound.address}`;
  const message = addToOpen(batch, current, inbound, target, undefined);
  nameClient(batch, current, client, { by: 'contact', message });
  return done(current, message);
}

/** Whom of sales an answer in one's own words leads to, where it was asked for that. */
function leadBy(batch: Batch, current: ConversationDraft, says: Meaning, { text }: Content) {
  const lead = says.kind === 'text' ? leadTyped(batch, current, text) : null;
  return lead === null ? {} : { lead };
}

/** A contact who came or called is asked nothing, for a colleague is with them (R7): where a chat was asking them, a person comes. */
function meaningOf(
  { isStart, metBy, contact, content }: Inbound,
  { contact: { language } }: WindowDraft,
  flow: Flow,
  asking: QuestionId | null,
): Interpretation {
  if (isStart) return { kind: 'start' };
  if (metBy !== undefined && contact !== undefined && asking !== null) return { kind: 'asks-human' };
  return flow.interpret(asking, content, language);
}

/** The message of the window that stands at this place of the sender's chat. */
function standing(batch: Batch, window: WindowDraft, { account, ref }: Inbound, id: string | undefined): StoredMessage | undefined {
  if (ref === undefined || id === undefined) return undefined;
  const seq = window.refs.get(refText(refKey(batch, account, { chat: ref.chat, id })));
  return seq === undefined ? undefined : messageAt(batch, window, seq);
}

/** The message of this number, where the client sees one. */
function shownAt(batch: Batch, window: WindowDraft, seq: Seq | undefined): StoredMessage | undefined {
  const found = seq === undefined ? undefined : messageAt(batch, window, seq);
  const isShown = found !== undefined && found.audience === 'client' && found.withheldAt === null && found.deletedAt === null;
  return isShown ? found : undefined;
}

/** Consent, where it is owed, comes with the message or was given before; it is kept with its wording and time. */
function agrees(batch: Batch, { contact }: WindowDraft, { consent: given, language }: Inbound): boolean {
  const { consent } = batch.company.policy.data;
  if (consent === undefined || given === undefined || contact.consents.has(consent.version)) return true;
  if (given !== consent.version) return !consent.required;
  contact.consents.add(given);
  batch.plan.consents.push({ contactId: contact.id, version: given, language, at: batch.now });
  return true;
}
