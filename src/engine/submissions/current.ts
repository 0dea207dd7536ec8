import { type Choice, clientQuestion } from '../../domain/content.ts';
import type { FlowState } from '../../domain/decision.ts';
import type { ClientId, ConversationId } from '../../domain/ids.ts';
import type { Track } from '../../domain/track.ts';
import { type ConversationDraft, clientOf, type WindowDraft } from '../batch/draft.ts';

/** What in a message leads to the conversation it belongs to. */
interface Clues {
  /** the conversation of the message it answers */
  readonly quoted?: ConversationId;
  readonly choice?: Choice;
  /** given by a menu or the channel; without it the track is not known */
  readonly track?: Track;
  /** of several clients of the contact the one it is for */
  readonly client?: ClientId;
}

/**
 * The conversation a message belongs to (R10): the one it answers; of several the one whose person wrote last, or which the client, or a
 * colleague for them, has chosen since; else the client's own specialist's. What is settled goes on only when they quote it, or it is said
 * to go on (`former.ts`, R15). None, or a settled one in which the newest word between people stands: a new one begins, for they answer whom
 * they talked with last, and nobody of another matter.
 */
export function currentOf({ conversations }: WindowDraft, { quoted, choice, track, client }: Clues = {}): ConversationDraft | undefined {
  const open = conversations.filter((each) => each.row.status !== 'closed');
  const asking = choice === undefined ? undefined : open.find((each) => askedBy(each) === choice.question);
  if (asking !== undefined) return asking;
  const answered = open.find((each) => each.row.id === quoted);
  if (answered !== undefined) return answered;
  const ofTrack = track === undefined ? open : open.filter((each) => each.row.track === track);
  const fitting = client === undefined ? ofTrack : ofTrack.filter((each) => clientOf(each)?.id === client);
  const [first, ...others] = fitting.filter((each) => each.row.status !== 'resolved').toSorted(byWhoWroteLast);
  if (first === undefined || track !== undefined) return first;
  const newest = Math.max(...[first, ...others].map(lastWordIn));
  return fitting.some((each) => each.row.status === 'resolved' && lastWordIn(each) > newest) ? undefined : first;
}

/** The matter whose contact is being asked for which of their clients they write. */
export function askedForClient({ conversations }: WindowDraft): ConversationDraft | undefined {
  return conversations.find((each) => askedBy(each) === clientQuestion);
}

function askedBy({ flow, row }: ConversationDraft) {
  return row.status === 'asking' ? flow.outline(row.state as FlowState).asking : null;
}

function byWhoWroteLast(a: ConversationDraft, b: ConversationDraft): number {
  return lastTurnTo(b) - lastTurnTo(a) || Number(a.row.track === 'finance') - Number(b.row.track === 'finance') || byLastMessage(a, b);
}

/** The window's number at which a person last wrote in it to the client, or what the client writes was last said to be of it. */
function lastTurnTo({ lastReply, row }: ConversationDraft): number {
  return Math.max(lastReply, row.chosenSeq ?? 0);
}

/** The window's number at which people last wrote in it to one another, or what the client writes was last said to be of it. */
function lastWordIn({ lastWord, row }: ConversationDraft): number {
  return Math.max(lastWord, row.chosenSeq ?? 0);
}

function byLastMessage(a: ConversationDraft, b: ConversationDraft): number {
  return Number(b.row.lastMessageAt) - Number(a.row.lastMessageAt);
}
