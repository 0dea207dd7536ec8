import type { ConversationId, Seq } from './ids.ts';
import type { MessageBody } from './message.ts';

/*
 * The desk has one voice in a window (R14): between two human words at most one text of its own stands on the client's screen, whatever
 * conversations it speaks of. What is still to be said of each is a part of that one text.
 */

/** What the desk says of one conversation. A notice about something the client sent has a slot of its own: it stays until a person writes. */
export interface TellPart {
  readonly conversation: ConversationId;
  readonly slot: string;
  readonly body: MessageBody;
}

/** The desk's newest text while nobody has written since; stored as `window.tell`. */
export interface OpenTell {
  readonly seq: Seq;
  /** the conversation its message belongs to; absent: that of its first part */
  readonly of?: ConversationId;
  /** where it was sent to, or its last change */
  readonly target: string;
  /** when it was sent, in ISO 8601: a change of it does not count */
  readonly at: string;
  readonly parts: readonly TellPart[];
}

/** How a new text comes to stand in the window; `again`: what stands is taken away, and the new one comes at the end. */
export type Telling = 'new' | 'in-place' | 'again';

/** What a client is to notice comes anew, with the messenger's signal: changed words are seen only by who looks. */
const noticed: ReadonlySet<string> = new Set(['question', 'promised', 'queue-late', 'introduced']);

/** Messengers let a bot take a message away for two days; an older one is changed where it stands. */
const withdrawableMs = 47 * 3_600_000;

/** `target`: where the conversation is answered now; a text that stands elsewhere cannot be changed into one that stands here. */
export function tellingOf(open: OpenTell | null, { body, target, now }: { body: MessageBody; target: string; now: Date }): Telling {
  if (open === null) return 'new';
  if (open.target !== target) return 'again';
  const isOld = now.getTime() - Date.parse(open.at) > withdrawableMs;
  return noticed.has(body.key ?? '') && !isOld ? 'again' : 'in-place';
}

/**
 * The parts of the window's one text with this one in it: it takes the place of what was said of the same conversation, and comes last.
 * Nothing more is said of a conversation that is closed, but for the request to rate it.
 */
export function partsWith(open: OpenTell | null, part: TellPart, isOpen: (conversation: ConversationId) => boolean): readonly TellPart[] {
  const others = (open?.parts ?? []).filter(
    (each) =>
      !(each.conversation === part.conversation && each.slot === part.slot) && (isOpen(each.conversation) || each.body.rate !== undefined),
  );
  return [...others, part];
}

/** What was said of one conversation is said of another from now on: its next text takes this one's place. */
export function passedOn(open: OpenTell | null, from: ConversationId, to: ConversationId): OpenTell | null {
  if (open === null) return null;
  const parts = open.parts.map((each) => (each.conversation === from ? { ...each, conversation: to } : each));
  return { ...open, of: conversationOf(open), parts };
}

/** The conversation that the text's message belongs to. */
export function conversationOf({ of, parts }: OpenTell): ConversationId {
  const found = of ?? parts[0]?.conversation;
  if (found === undefined) throw new Error('a text of nothing');
  return found;
}

/** All parts as one message, in the order they were said; `of`: the conversation whose message it is. The newest one names it. */
export function bodyOfParts(parts: readonly TellPart[], of: ConversationId): MessageBody {
  const newest = parts.at(-1);
  if (newest === undefined) throw new Error('a text of nothing');
  const { text: _text, question: _question, rate: _rate, notMoney: _notMoney, former: _former, about: _about, ...rest } = newest.body;
  const asking = parts.findLast((each) => each.body.question !== undefined)?.body.question;
  return {
    text: [...new Set(parts.map((each) => each.body.text))].join('\n\n'),
    ...(asking !== undefined && { question: asking }),
    ...tapsOf(parts, of),
    ...rest,
  };
}

/** What the client may tap is about one conversation: the newest that has anything to be tapped. */
function tapsOf(parts: readonly TellPart[], of: ConversationId): Partial<MessageBody> {
  const found = parts.findLast(({ body: { rate, notMoney, former } }) => rate || notMoney || former);
  if (found === undefined) return {};
  const { rate, notMoney, former } = found.body;
  return {
    ...(rate && { rate }),
    ...(notMoney && { notMoney }),
    ...(former && { former }),
    ...(found.conversation !== of && { about: found.conversation }),
  };
}
