import { companyProfileOperations } from './company.ts';
import { policyOperations } from './policy.ts';
import { retentionOperations } from './retention.ts';
import { treeOperations } from './tree.ts';

/** The company itself, the rules and the question tree: directors and admins change them. */
export const policyAndTreeOperations = [
  ...companyProfileOperations,
  ...policyOperations,
  ...retentionOperations,
  ...treeOperations,
] as const;
