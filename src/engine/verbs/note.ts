import type { Seq, SpecialistId } from '../../domain/ids.ts';
import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { addMessage } from '../delivery/post.ts';
import { answerByNote } from '../delivery/questions.ts';
import type { Words } from '../submissions/command.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { deskKey } from '../submissions/sender.ts';
import { noteOrigin } from './origin.ts';
import { type Written, writtenOf } from './words.ts';

/** To colleagues; it has no way to the client. */
export interface NoteCommand extends Words {
  readonly type: 'note';
  /** says what was asked elsewhere: no question that is open here is answered by it */
  readonly answersElsewhere?: true;
}

export function note(batch: Batch, conversation: ConversationDraft, action: DeskAction<NoteCommand>): Handled {
  const { actor, command, origin } = action;
  const words = writtenOf(batch, conversation.window, command, 'internal');
  if (words === null) return refused('unknown-message');
  const handled = addNote(batch, conversation, actor, words, deskKey(action));
  if (handled.type === 'done' && command.answersElsewhere !== true)
    answerByNote(batch, conversation, actor, words.text || fileNames(words));
  return noteOrigin(batch, conversation.window, handled, origin, command.fetches);
}

export function addNote(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, words: Written, clientKey: string): Handled {
  if (conversation.row.status === 'closed') return refused('conversation-closed');
  const seq = addInternal(batch, conversation, actor, words, clientKey);
  feed(batch, conversation, { type: 'noted', message: seq, specialist: actor });
  return done(conversation, seq);
}

/** An internal message of a specialist: a note, or the reason of a transfer. */
export function addInternal(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, words: Written, clientKey: string): Seq {
  return addMessage(batch, conversation, {
    author: 'specialist',
    authorId: actor,
    audience: 'internal',
    body: words,
    clientKey,
    occurredAt: batch.now,
  });
}

const fileNames = ({ attachments = [] }: Written): string => attachments.map((each) => each.name).join(', ');
