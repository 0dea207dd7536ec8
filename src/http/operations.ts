import { chatOperations } from './chat/operations.ts';
import { deskOperations } from './desk/operations.ts';
import type { AnyOperation } from './operation.ts';

/** Every route there is. */
export const operations: readonly AnyOperation[] = [...chatOperations, ...deskOperations];
