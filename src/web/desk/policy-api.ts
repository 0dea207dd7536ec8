import type { NewPolicy, PolicyVersion, PolicyView } from '../../http/desk/policy/policy.ts';
import type { NewTree, TreeChecked, TreeVersion, TreeView } from '../../http/desk/policy/tree.ts';
import type { Call } from './call.ts';

export type { NewPolicy, NewTree };

/** The rules and the questions. */
export function policyApi({ get, post }: Call) {
  return {
    policy: () => get<PolicyView>('/policy'),
    policyVersion: (version: number) => get<PolicyVersion>(`/policy/${version}`),
    activatePolicy: (body: NewPolicy) => post<PolicyView>('/policy', body),
    questionTree: () => get<TreeView>('/question-tree'),
    treeVersion: (hash: string) => get<TreeVersion>(`/question-tree/${encodeURIComponent(hash)}`),
    checkTree: (tree: NewTree['tree']) => post<TreeChecked>('/question-tree/check', { tree }),
    publishTree: (body: NewTree) => post<TreeView>('/question-tree', body),
  };
}
