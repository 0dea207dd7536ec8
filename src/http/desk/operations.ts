import { clientOperations } from './clients/operations.ts';
import { conversationOperations } from './conversations/operations.ts';
import { peopleOperations } from './people/operations.ts';
import { policyAndTreeOperations } from './policy/operations.ts';
import { reportOperations } from './reports/operations.ts';
import { workOperations } from './work/operations.ts';

/** Everything the desk's page asks and does; its typed client (`web/kit`) is made from this list. */
export const deskOperations = [
  ...peopleOperations,
  ...conversationOperations,
  ...clientOperations,
  ...workOperations,
  ...policyAndTreeOperations,
  ...reportOperations,
] as const;

export type DeskOperation = (typeof deskOperations)[number];
