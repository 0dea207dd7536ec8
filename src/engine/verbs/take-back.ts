import type { Seq } from '../../domain/ids.ts';
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

/** The words and files go wherever they can still be taken away; once they are gone, to take them back again changes nothing. */
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
  return done(conversation, seq);
}
