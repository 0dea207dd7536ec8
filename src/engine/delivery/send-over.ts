import { waitsOf } from '../../../flows/policy.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Track } from '../../domain/track.ts';
import { tInternal } from '../../texts/internal.ts';
import { departmentFor } from '../assign/department-for.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, clientOf, departmentOf } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { draftNew } from '../submissions/new-conversation.ts';
import { waitIn } from '../turns/hold.ts';
import { languageInside, postInternal, previewOf } from './post.ts';
import { sendRow } from './send-row.ts';
import { postJoined } from './tell.ts';

/** Who says that the words belong elsewhere: the client, or a colleague by name. */
type By = { readonly client: true } | { readonly specialist: SpecialistId };

/**
 * The client's last words go over to the conversation of the other track, which is begun where there is none (R10): from finance to whoever
 * serves the client, and from there to finance. What they write next goes there too. A conversation that had nothing else ends for it,
 * with no violation of anybody; the words keep their place in the window.
 */
export function sendOver(batch: Batch, from: ConversationDraft, by: By): Handled {
  const words = wordsIn(batch, from);
  const [first] = words;
  if (first === undefined) return refused('nothing-to-send');
  const track: Track = from.row.track === 'finance' ? 'general' : 'finance';
  const isOpen = ({ row }: ConversationDraft) => row.status !== 'closed' && row.status !== 'resolved' && row.status !== 'asking';
  const client = clientOf(from)?.id;
  const isSame = (each: ConversationDraft) => each.row.track === track && clientOf(each)?.id === client;
  const open = from.window.conversations.find((each) => isSame(each) && isOpen(each));
  const to = open ?? begun(batch, from, track);
  move(batch, from, to, words);
  const wait = waitIn(from);
  settle(batch, from, to);
  const note = postWhy(batch, to, by, track);
  if (open === undefined) begin(batch, to, first.seq, wait);
  for (const { seq } of open === undefined ? words.slice(1) : words)
    feed(batch, to, { type: 'client.message', message: seq, says: { kind: 'text' }, again: true, ...wait });
  mirrorWords(batch, to, words, note);
  to.row.chosenSeq = from.window.row.lastSeq;
  if (open !== undefined && to.row.specialistId !== null) introduce(batch, to);
  return done(to, note);
}

type Words = ConversationDraft['lastWords'];

/** What the client said last in it, of this batch too. */
function wordsIn({ plan }: Batch, { row, lastWords }: ConversationDraft): Words {
  const fresh = plan.messages.filter((each) => each.conversationId === row.id && each.author === 'client');
  return [
    ...lastWords,
    ...fresh.map(({ windowId, conversationId, seq, body }) => ({ windowId, conversationId, seq, body }) as Words[number]),
  ];
}

function begun(batch: Batch, from: ConversationDraft, track: Track): ConversationDraft {
  const { row, window } = from;
  const client = clientOf(from) ?? null;
  const department = departmentFor(batch, track, client);
  return draftNew(batch, window, { channel: row.channel, target: row.target }, { department, track, client: client?.id ?? null });
}

function move({ plan }: Batch, from: ConversationDraft, to: ConversationDraft, words: Words): void {
  const { window } = from;
  for (const { seq } of words) {
    const fresh = plan.messages.find((each) => each.windowId === window.row.id && each.seq === seq);
    if (fresh !== undefined) {
      fresh.conversationId = to.row.id;
      continue;
    }
    const changed = ++window.row.lastSeq;
    window.row.lastChange = changed;
    plan.moved.push({ windowId: window.row.id, seq, conversationId: to.row.id, changed });
  }
  const last = words.at(-1)?.body;
  if (last != null) to.row.preview = previewOf(last);
}

/** What the conversation still owed for them, it owes no more. */
function settle(batch: Batch, from: ConversationDraft, to: ConversationDraft): void {
  if (from.row.openTurnId === null) return;
  if (from.row.turns > 1 && from.row.status === 'waiting-on-us') return feed(batch, from, { type: 'sent-over', into: to.row.id });
  from.row.joinedInto = to.row.id;
  feed(batch, from, { type: 'joined', into: to.row.id });
}

function postWhy(batch: Batch, to: ConversationDraft, by: By, track: Track) {
  const key = 'client' in by ? 'sent-over.client' : track === 'finance' ? 'sent-over.finance' : 'sent-over.general';
  const name = 'client' in by ? '' : (batch.company.people.get(by.specialist)?.name ?? '');
  const language = languageInside(batch, to);
  return postInternal(batch, to, { text: tInternal(language, key, { name }), key, params: { name }, language });
}

function begin(batch: Batch, to: ConversationDraft, message: number, wait: ReturnType<typeof waitIn>): void {
  const { window, row } = to;
  feed(batch, to, {
    type: 'opened',
    known: true,
    department: departmentOf(batch.company, row.departmentId).key,
    language: window.contact.language,
    waits: waitsOf(batch.company.policy.data),
    message,
    says: { kind: 'text' },
    again: true,
    ...wait,
  });
}

/** Colleagues there read the words in their thread, though they stood in another one before. */
function mirrorWords(batch: Batch, { thread, window }: ConversationDraft, words: Words, note: number): void {
  const account = batch.company.accounts.get('slack');
  if (account === undefined || thread === null) return;
  const begins = batch.plan.newThreads.find(({ row }) => row.id === thread.id);
  // The words are brought by hand; what else is said there follows by itself.
  if (begins !== undefined) begins.from = note;
  for (const { seq } of words)
    batch.plan.outbox.push(sendRow(batch, window, { target: `${account}:${thread.id}`, audience: 'internal', seq, author: 'client' }));
}

/** Who has been with them in this matter answers from now on: the client reads it, as with everybody who joins. */
function introduce(batch: Batch, to: ConversationDraft): void {
  const { row } = to;
  postJoined(batch, to, row.specialistId as SpecialistId, departmentOf(batch.company, row.departmentId).key);
}
