import type { ChatFile, ChatMessage, ChatSession, ChatState } from '../../../http/chat/protocol.ts';
import { type Extra, extraOf } from './extra.ts';
import type { Pending, PendingFile } from './pending.ts';
import type { Thread } from './thread.ts';

type Question = NonNullable<ChatMessage['question']>;

export interface Bubble {
  readonly type: 'bubble';
  /** the same before and after the server confirms it, so that the screen does not blink */
  readonly key: string;
  readonly from: ChatMessage['from'];
  readonly name: string | null;
  /** its number; null while the desk has not confirmed it */
  readonly seq: number | null;
  readonly text: string;
  /** when, ms; null for the greeting, which was never sent */
  readonly at: number | null;
  readonly note: 'edited' | 'deleted' | null;
  readonly delivery: Pending['state'] | 'sent' | null;
  /** of one that failed: what the desk made of it */
  readonly why: 'refused' | 'broken' | null;
  readonly id: string | null;
  /** buttons that still count */
  readonly question: Question | null;
  readonly files: readonly ChatFile[];
  /** besides words and files */
  readonly extra?: Extra;
  /** those of a message that is still on its way */
  readonly pendingFiles: readonly PendingFile[];
  readonly first: boolean;
  readonly last: boolean;
  /** shows its time: nothing follows at once, or it is the client's latest, whose fate they want to know */
  readonly stamped: boolean;
}

export type Row = { readonly type: 'day'; readonly key: string; readonly at: number } | Bubble;

export interface RowsOf {
  readonly thread: Thread;
  readonly chat: ChatState;
  readonly opening: ChatSession['opening'] | null;
  readonly openingAfter: number | null;
}

type Ungrouped = Omit<Bubble, 'type' | 'first' | 'last' | 'stamped'>;

const togetherMs = 5 * 60_000;

/**
 * Returns what the thread shows, top to bottom: bubbles grouped by who wrote them, a line where a day begins. `dayOf` names the viewer's day.
 * A thread that begins today needs no line saying so, and would jump when it got one.
 */
export function rowsOf(model: RowsOf, now: number, dayOf: (at: number) => string): Row[] {
  const rows: Row[] = [];
  const bubbles = ungroupedOf(model);
  const latestOwn = bubbles.findLastIndex((each) => each.from === 'client');
  let day = dayOf(now);
  bubbles.forEach((each, index) => {
    const before = bubbles[index - 1];
    const after = bubbles[index + 1];
    // The greeting belongs to the day of what was said to it.
    const at = each.at ?? after?.at ?? now;
    const begins = dayOf(at) !== day;
    if (begins) rows.push({ type: 'day', key: `day ${dayOf(at)}`, at });
    day = dayOf(at);
    const first = begins || before === undefined || !together(before, each);
    const last = after === undefined || !together(each, after) || (after.at !== null && dayOf(after.at) !== day);
    const alone = after === undefined || after.at === null || after.at - at > togetherMs;
    const stamped = each.at !== null && (alone || index === latestOwn);
    rows.push({ ...each, type: 'bubble', first, last, stamped });
  });
  return rows;
}

function together(one: Ungrouped, two: Ungrouped): boolean {
  return one.from === two.from && one.name === two.name && Math.abs((two.at ?? 0) - (one.at ?? 0)) < togetherMs;
}

function ungroupedOf({ thread, chat, opening, openingAfter }: RowsOf): Ungrouped[] {
  const { pending } = thread;
  // A text of the desk that was taken away for the next one leaves no trace: nobody has taken a word back.
  const messages = thread.messages.filter((each) => !(each.deleted && each.from === 'system'));
  const written = pending.map((each) => ofPending(each));
  if (opening === null || openingAfter === null)
    return [...messages.map((each) => ofMessage(each, openQuestion(each, messages, pending, chat), messages)), ...written];
  // One text of the desk at a time: a greeting that only greets adds nothing to one that stands there, one that asks takes its place.
  const earlier = messages.filter((each) => each.seq <= openingAfter);
  const stands = earlier.at(-1)?.from === 'system';
  const before = stands && opening.question !== null ? earlier.slice(0, -1) : earlier;
  const after = messages.filter((each) => each.seq > openingAfter);
  const repeated = after.some((each) => each.from === 'system' && each.text === opening.text);
  const answered = pending.length > 0 || after.length > 0;
  const greeting = ofOpening(opening, openingAfter, chat.status === 'open' && !answered);
  return [
    ...before.map((each) => ofMessage(each, openQuestion(each, messages, pending, chat), messages)),
    ...(repeated || (stands && opening.question === null) ? [] : [greeting]),
    ...after.map((each) => ofMessage(each, openQuestion(each, messages, pending, chat), messages)),
    ...written,
  ];
}

/** Returns the buttons of a message: only of the question now asked, in its last wording, while no answer of ours is on its way. */
function openQuestion(message: ChatMessage, all: readonly ChatMessage[], pending: readonly Pending[], chat: ChatState): Question | null {
  const { question, seq } = message;
  if (question === undefined || question.id !== chat.asking || message.deleted) return null;
  if (pending.some((each) => each.choice?.question === question.id && each.state !== 'failed')) return null;
  const later = all.filter((each) => each.seq > seq);
  return later.some((each) => each.question?.id === question.id || each.choice?.question === question.id) ? null : question;
}

function ofMessage(message: ChatMessage, question: Question | null, all: readonly ChatMessage[]): Ungrouped {
  const { seq, id, from, name, text, files = [], at, edited, deleted } = message;
  return {
    key: from === 'client' && id !== undefined ? `own ${id}` : `seq ${seq}`,
    from,
    name: name ?? null,
    seq,
    text,
    at: Date.parse(at),
    // The desk's own texts replace one another: nobody has changed their mind.
    note: deleted ? 'deleted' : edited && from !== 'system' ? 'edited' : null,
    delivery: from === 'client' ? 'sent' : null,
    why: null,
    id: id ?? null,
    question,
    files,
    ...extraOf(message, all),
    pendingFiles: [],
  };
}

function ofPending({ id, text, files = [], at, state, why }: Pending): Ungrouped {
  const base = { name: null, seq: null, note: null, question: null, files: [], why: why ?? null };
  return { ...base, key: `own ${id}`, from: 'client', text, at, delivery: state, id, pendingFiles: files };
}

function ofOpening({ text, question }: ChatSession['opening'], after: number, live: boolean): Ungrouped {
  const base = { name: null, seq: null, text, at: null, note: null, delivery: null, why: null, id: null, files: [], pendingFiles: [] };
  return { ...base, key: `opening ${after}`, from: 'system', question: live ? question : null };
}
