import type { Mark } from '../../domain/content.ts';
import type { Seq } from '../../domain/ids.ts';
import { type Batch, type ConversationDraft, touch } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { showInList } from '../delivery/post.ts';
import { rewrite } from '../delivery/rewrite.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { maySpeak } from './guard.ts';
import { skipOrigin } from './origin.ts';
import { ownMessage } from './own-message.ts';

/** Changes a message of their own; where the client's channel cannot follow, that is shown at the desk. */
export interface EditCommand {
  readonly type: 'edit';
  readonly seq: Seq;
  readonly text: string;
  readonly marks?: readonly Mark[];
}

/** The new words follow to wherever the message was sent, as long as its author may speak to the client; the same words are no change. */
export function edit(batch: Batch, conversation: ConversationDraft, { actor, command, origin }: DeskAction<EditCommand>): Handled {
  const { seq, text, marks } = command;
  const found = ownMessage(batch, conversation, actor, seq);
  if (found.type === 'refused') return found;
  if (found.message.deletedAt !== null) return refused('unknown-message');
  // Who was taken over from says nothing more to the client: neither by a message nor by other words in one.
  if (found.message.audience === 'client' && !maySpeak(batch, conversation, actor)) return refused('not-in-charge');
  const { marks: former = [], ...before } = found.body;
  if (before.text === text && JSON.stringify(former) === JSON.stringify(marks ?? [])) return done(conversation, seq);
  const body = { ...before, text, ...(marks === undefined || marks.length === 0 ? {} : { marks }) };
  touch(conversation);
  showInList(conversation, found.body, body);
  rewrite(batch, conversation.window, seq, { body, editedAt: batch.now, deletedAt: null, verb: 'edit' });
  skipOrigin(batch, conversation.window, seq, origin);
  return done(conversation, seq);
}
