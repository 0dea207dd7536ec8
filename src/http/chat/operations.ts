import { answerOperations } from './answers.ts';
import { continueOperations } from './continue.ts';
import { fileOperations } from './files.ts';
import { messageOperations } from './messages.ts';
import { sessionOperations } from './session.ts';

/** `/chat/v1`: the web chat's protocol. */
export const chatOperations = [
  ...sessionOperations,
  ...messageOperations,
  ...answerOperations,
  ...continueOperations,
  ...fileOperations,
] as const;
