import type { FlowState } from '../../domain/decision.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { countsFromWritingMs } from '../../domain/turn.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, departmentOf } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { addMessage } from '../delivery/post.ts';
import { postJoined } from '../delivery/tell.ts';
import type { Words } from '../submissions/command.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { deskKey } from '../submissions/sender.ts';
import { isInCharge, maySteer } from './guard.ts';
import { addNote } from './note.ts';
import { noteOrigin } from './origin.ts';
import { type Written, writtenOf } from './words.ts';

/** To the client. */
export interface ReplyCommand extends Words {
  readonly type: 'reply';
  /** by a head who is not in charge, with their name */
  readonly steering?: true;
  /** when it was written, where it waited for its author's tap since: soon afterwards it counts from then */
  readonly writtenAt?: Date;
}

export function reply(batch: Batch, conversation: ConversationDraft, action: DeskAction<ReplyCommand>): Handled {
  const { actor, command, origin } = action;
  const words = writtenOf(batch, conversation.window, command, 'client');
  if (words === null) return refused('unknown-message');
  const handled = answer(batch, conversation, actor, { words, clientKey: deskKey(action), at: spokenAt(batch, command) }, command.steering);
  return noteOrigin(batch, conversation.window, handled, origin, command.fetches);
}

function spokenAt({ now }: Batch, { writtenAt = now }: ReplyCommand): Date {
  const waited = now.getTime() - writtenAt.getTime();
  return waited >= 0 && waited <= countsFromWritingMs ? writtenAt : now;
}

/** What is said to the client, and when that was. */
interface Answer {
  readonly words: Written;
  readonly clientKey: string;
  readonly at: Date;
}

/**
 * The person in charge answers the client; whoever settled a conversation may still add a message, which opens it again. Who was late,
 * and has been taken over from, writes to colleagues only: the client has one person (R13). `steering`: a head answers in their own name.
 */
export function answer(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, said: Answer, steering = false): Handled {
  const { row, flow } = conversation;
  if (row.status === 'closed') return refused('conversation-closed');
  if (isInCharge(conversation, actor)) return postReply(batch, conversation, actor, said);
  if (steering) return steer(batch, conversation, actor, said);
  const { replaced, late } = flow.outline(row.state as FlowState);
  if (replaced !== actor && !late.includes(actor)) return refused('not-in-charge');
  const kept = addNote(batch, conversation, actor, said.words, said.clientKey);
  return kept.type === 'done' ? { ...kept, keptInside: true } : kept;
}

/** Their name and department come before their words (R14); who is in charge stays so. */
function steer(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, said: Answer): Handled {
  const { row } = conversation;
  if (row.status === 'resolved') return refused('conversation-resolved');
  if (row.status !== 'waiting-on-us' && row.status !== 'waiting-on-client') return refused('not-in-charge');
  const person = batch.company.people.get(actor);
  if (person === undefined || !maySteer(batch, conversation, actor)) return refused('not-in-charge');
  const theirs = batch.company.departments.find((each) => each.key === person.department);
  postJoined(batch, conversation, actor, (theirs ?? departmentOf(batch.company, row.departmentId)).key);
  return postReply(batch, conversation, actor, said);
}

function postReply(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, { words, clientKey, at }: Answer): Handled {
  const seq = addMessage(batch, conversation, {
    author: 'specialist',
    authorId: actor,
    audience: 'client',
    body: words,
    clientKey,
    occurredAt: at,
  });
  feed(batch, conversation, { type: 'replied', message: seq, specialist: actor });
  return done(conversation, seq);
}
