import type { LoggedContactKind } from '../../domain/logged-contact.ts';
import { tInternal } from '../../texts/internal.ts';
import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { addMessage, languageInside } from '../delivery/post.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { deskKey } from '../submissions/sender.ts';
import { isInCharge } from './guard.ts';

/** The person in charge has spoken with the client, on the phone or in person. */
export interface SpokeCommand {
  readonly type: 'spoke';
  readonly kind: LoggedContactKind;
  /** what was said, for colleagues */
  readonly note: string | null;
  /** when that was said, ms since 1970, where it was told elsewhere and is only carried out now; what they wrote since is not answered by it */
  readonly at?: number;
}

/**
 * What was said on the phone or face to face is a person's answer: it ends the turn and counts as one, and nothing of it is sent (R13).
 * Whoever is not in charge has not answered: the client still waits for who is (R7).
 */
export function spoke(batch: Batch, conversation: ConversationDraft, action: DeskAction<SpokeCommand>): Handled {
  const { row } = conversation;
  const { actor, command } = action;
  if (row.status === 'closed') return refused('conversation-closed');
  if (!isInCharge(conversation, actor)) return refused('not-in-charge');
  const at = command.at === undefined ? batch.now : new Date(command.at);
  const hasWrittenSince = row.waitingSince !== null && row.waitingSince > at;
  const text = command.note ?? tInternal(languageInside(batch, conversation), `spoke.${command.kind}`);
  const message = addMessage(batch, conversation, {
    author: 'specialist',
    authorId: actor,
    audience: 'internal',
    body: { text, spoken: command.kind },
    clientKey: deskKey(action),
    occurredAt: at,
  });
  feed(batch, conversation, { type: hasWrittenSince ? 'noted' : 'replied', message, specialist: actor });
  return done(conversation, message);
}
