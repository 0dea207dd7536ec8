import type { z } from 'zod';
import type * as contract from '../../http/desk/policy/policy-contract.ts';
import type { Call } from './call.ts';

export type NewPolicy = z.input<typeof contract.newPolicy>;
export type NewTree = z.input<typeof contract.newTree>;

/** The rules and the questions. */
export function policyApi({ get, post }: Call) {
  return {
    policy: () => get<contract.PolicyView>('/policy'),
    policyVersion: (version: number) => get<contract.PolicyVersion>(`/policy/${version}`),
    activatePolicy: (body: NewPolicy) => post<contract.PolicyView>('/policy', body),
    questionTree: () => get<contract.TreeView>('/question-tree'),
    treeVersion: (hash: string) => get<contract.TreeVersion>(`/question-tree/${encodeURIComponent(hash)}`),
    checkTree: (tree: NewTree['tree']) => post<contract.TreeChecked>('/question-tree/check', { tree }),
    publishTree: (body: NewTree) => post<contract.TreeView>('/question-tree', body),
  };
}
