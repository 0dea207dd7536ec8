import type { ClientId } from '../../domain/ids.ts';
import { nameClient } from '../assign/name-client.ts';
import { type Batch, type ConversationDraft, clientOf } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { maySteer } from './guard.ts';

/** Of the contact's clients the conversation is this one's. */
export interface NameClientCommand {
  readonly type: 'client';
  readonly client: ClientId;
}

/** A colleague says which of the contact's clients a conversation is about, in one tap; said already is done. */
export function nameClientOf(batch: Batch, conversation: ConversationDraft, { actor, command }: DeskAction<NameClientCommand>): Handled {
  if (conversation.row.status === 'closed') return refused('conversation-closed');
  if (!maySteer(batch, conversation, actor)) return refused('not-in-charge');
  const client = conversation.window.clients.find(({ id }) => id === command.client);
  if (client === undefined) return refused('not-their-client');
  if (clientOf(conversation)?.id !== client.id) nameClient(batch, conversation, client, { by: actor });
  return done(conversation);
}
