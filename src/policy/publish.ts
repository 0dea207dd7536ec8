import { topicsOf } from '../../flows/topics.ts';
import { checkTree, type Tree, type TreeMistake, treeHash } from '../../flows/tree.ts';
import { departmentIds } from '../db/people/department-by-key.ts';
import { lockPolicy } from '../db/policy/policies.ts';
import { publishTree } from '../db/policy/publish.ts';
import { newestTree } from '../db/policy/trees.ts';
import { addAudit } from '../db/reports/audit.ts';
import type { PolicyDeps } from './activate.ts';

export interface NewTree {
  /** hash of the tree it was made from: another one published meanwhile is not overwritten */
  readonly base: string;
  readonly tree: Tree;
  readonly note: string | null;
}

export type Published =
  | { readonly type: 'published'; readonly hash: string }
  | { readonly type: 'unchanged'; readonly hash: string }
  | { readonly type: 'changed-meanwhile' }
  | { readonly type: 'mistakes'; readonly mistakes: readonly TreeMistake[] };

/** Publishes the tree that strangers are asked from now on; conversations under way stay with theirs. The policy's lock is the tree's too. */
export async function publish({ db, now, newId, live }: PolicyDeps, by: { readonly id: string }, wish: NewTree): Promise<Published> {
  const departments = (await departmentIds(db)).map(({ key }) => key);
  const hash = await treeHash(wish.tree);
  const published = await db.transaction(async (tx): Promise<Published> => {
    const policy = await lockPolicy(tx);
    // Under the lock: the list of topics is the policy's, which somebody may be changing.
    const mistakes = checkTree(
      wish.tree,
      departments,
      topicsOf(policy?.data ?? {}).map(({ key }) => key),
    );
    if (mistakes.length > 0) return { type: 'mistakes', mistakes };
    const current = await newestTree(tx);
    if (current?.hash !== wish.base) return { type: 'changed-meanwhile' };
    if (current.hash === hash) return { type: 'unchanged', hash };
    const at = now();
    await publishTree(tx, { id: newId(), hash, data: wish.tree, at, by: by.id, note: wish.note });
    const object = { objectKind: 'tree', objectId: hash, data: { before: wish.base } };
    await addAudit(tx, { id: newId(), at, actorKind: 'specialist', actorId: by.id, action: 'tree-published', ...object });
    return { type: 'published', hash };
  });
  if (published.type === 'published') live.publish([{ topic: 'company' }]);
  return published;
}
