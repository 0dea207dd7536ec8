import type { ConversationId, Seq, SpecialistId } from '../../domain/ids.ts';
import { type ConversationDraft, conversationIn } from '../batch/draft.ts';
import { refused } from '../batch/outcome.ts';
import { verbOf } from '../verbs/index.ts';
import type { Command } from './command.ts';
import type { Kind } from './kind.ts';
import { actorKey, deskKey } from './sender.ts';
import type { Ref } from './submission.ts';

/** A specialist does something to a conversation. */
export interface DeskAction<C extends Command = Command> {
  readonly type: 'desk';
  /** the desk's own id of the action: the same one again is a repeat, and success */
  readonly key: string;
  readonly conversation: ConversationId;
  readonly actor: SpecialistId;
  readonly command: C;
  /** written in a messenger where colleagues work: it stands there already, so it is not mirrored there */
  readonly origin?: Origin;
}

export type Origin = Ref & { readonly account: string };

export const desk: Kind<DeskAction> = {
  lane: ({ conversation }) => conversation,
  actor: ({ actor }) => actor,
  key: actorKey,
  clientKey: deskKey,
  isForClient: ({ command }) => command.type === 'reply',
  conversation: ({ conversation }) => conversation,
  messages: ({ command }) => concerned(command),
  named(window, { conversation: id, actor, command }) {
    const conversation = conversationIn(window, id);
    if (conversation === undefined) return [];
    const specialist = namedBy(conversation, actor, command);
    return specialist === undefined ? [] : [{ specialist, reserved: conversation.reserved }];
  },
  readsAnswered: ({ command }) => command.type === 'delete',
  readsLastWords: ({ command }) => command.type === 'send-over',
  handle(batch, window, { submission }) {
    const conversation = conversationIn(window, submission.conversation);
    if (conversation === undefined) return refused('conversation-closed');
    if (!batch.present.has(submission.actor)) return refused('unknown-specialist');
    const verb = verbOf(submission.command);
    return verb(batch, conversation, submission);
  },
};

/** Who gets the conversation by hand, if it is given to anybody. */
function namedBy({ row }: ConversationDraft, actor: SpecialistId, command: Command): SpecialistId | undefined {
  switch (command.type) {
    case 'take':
      return actor;
    case 'transfer':
      return command.specialist;
    case 'accept':
      return row.proposed?.specialist;
    default:
      return undefined;
  }
}

/** The message a command changes, or quotes. */
function concerned(command: Command): readonly Seq[] {
  if ('seq' in command) return [command.seq];
  return 'quote' in command && command.quote !== undefined ? [command.quote] : [];
}
