import { policyOperations } from './policy.ts';
import { treeOperations } from './tree.ts';

/** The rules and the question tree: heads read, directors and admins change. */
export const policyAndTreeOperations = [...policyOperations, ...treeOperations] as const;
