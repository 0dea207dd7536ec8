import { callerOperations } from './callers.ts';
import { cardOperations } from './card.ts';
import { conversationListOperations } from './conversation-list.ts';
import { eventOperations } from './events.ts';
import { financeOperations } from './finance.ts';
import { finishOperations } from './finish.ts';
import { logContactOperations } from './log-contact.ts';
import { messageOperations } from './messages.ts';
import { questionTreeOperations } from './question-tree.ts';
import { spokeOperations } from './spoke.ts';
import { topicOperations } from './topic.ts';
import { typingOperations } from './typing.ts';
import { verbOperations } from './verbs.ts';

/** Conversations, their messages, and calls and visits that become conversations. */
export const conversationOperations = [
  ...conversationListOperations,
  ...cardOperations,
  ...verbOperations,
  ...spokeOperations,
  ...financeOperations,
  ...finishOperations,
  ...messageOperations,
  ...topicOperations,
  ...typingOperations,
  ...eventOperations,
  ...questionTreeOperations,
  ...callerOperations,
  ...logContactOperations,
] as const;
