import type { TreeView } from '../../../http/desk/policy/tree.ts';
import { usePage } from '../frame/page.ts';
import { type Read, useRead } from '../kit/use-read.ts';

export type TreeRead = Pick<TreeView, 'hash' | 'tree' | 'departments'>;

const none = { ok: true, value: null } as const;

/** Reads the questions that new conversations begin with; not at all where nobody asks for them. */
export function useTree(isAsked = true): Read<TreeRead | null> {
  const { api } = usePage();
  return useRead<TreeRead | null>(`question-tree ${isAsked}`, 'company', () =>
    isAsked ? api('GET /question-tree') : Promise.resolve(none),
  );
}
