import type { Batch, ConversationDraft } from '../batch/draft.ts';
import type { Handled } from '../batch/outcome.ts';
import type { Command } from '../submissions/command.ts';
import type { DeskAction } from '../submissions/desk.ts';

/**
 * What a specialist does to a conversation whose window is locked: guards first, then events and messages into the draft. Never awaits,
 * and refuses before it changes anything.
 */
export type Verb<C extends Command> = Verbs<C>['verb'];

/** A method, so that the type of the command does not keep verbs out of one table. */
interface Verbs<C extends Command> {
  verb(batch: Batch, conversation: ConversationDraft, action: DeskAction<C>): Handled;
}
