import type { Seq } from '../../domain/ids.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, touch } from '../batch/draft.ts';
import { done, type Handled } from '../batch/outcome.ts';
import { showInList } from '../delivery/post.ts';
import { rewrite } from '../delivery/rewrite.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { skipOrigin } from './origin.ts';
import { ownMessage } from './own-message.ts';

/** Takes back a message of their own; where the client's channel cannot follow, that is shown at the desk. */
export interface TakeBackCommand {
  readonly type: 'delete';
  readonly seq: Seq;
}

/**
 * The words and files go wherever they can still be taken away; once they are gone, to take them back again changes nothing. An answer that has
 * not left is owed again.
 */
export function takeBack(batch: Batch, conversation: ConversationDraft, { actor, command, origin }: DeskAction<TakeBackCommand>): Handled {
  const { seq } = command;
  const found = ownMessage(batch, conversation, actor, seq);
  if (found.type === 'refused') return found;
  if (found.message.deletedAt !== null) return done(conversation, seq);
  const body = { text: '' };
  touch(conversation);
  showInList(conversation, found.body, body);
  rewrite(batch, conversation.window, seq, { body, editedAt: found.message.editedAt, deletedAt: batch.now, verb: 'delete' });
  skipOrigin(batch, conversation.window, seq, origin);
  const owed = owedAgain(batch, conversation, seq);
  if (owed !== null) feed(batch, conversation, { type: 'undelivered', message: owed });
  return done(conversation, seq);
}

/** Finds the answer of the client's last turn when by this one nothing of it is left: they would wait on without a deadline. */
function owedAgain({ plan }: Batch, { row, answered }: ConversationDraft, seq: Seq): Seq | null {
  if (row.status !== 'waiting-on-client' || answered?.onlyUnsent !== seq || answered.n !== row.turns) return null;
  const isAnsweredSince = plan.messages.some(
    (each) => each.conversationId === row.id && each.author === 'specialist' && each.audience === 'client',
  );
  return isAnsweredSince ? null : answered.seq;
}
