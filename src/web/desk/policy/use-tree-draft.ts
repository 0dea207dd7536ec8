import { useEffect, useRef, useState } from 'preact/hooks';
import type { TreeChecked, TreeView } from '../../../http/desk/policy/tree.ts';
import { usePage } from '../frame/page.ts';
import { readDraft, type TreeDraft } from './tree-draft.ts';

/** A tree that is being changed, and the version it began from. */
export interface KeptTree {
  readonly base: string;
  readonly tree: TreeDraft;
}

export interface TreeEditing {
  /** null: nothing was changed */
  readonly draft: KeptTree | null;
  readonly tree: TreeDraft;
  /** null until the server has looked at the draft */
  readonly checked: TreeChecked | null;
  /** null: no changes any more */
  readonly keep: (tree: TreeDraft | null, base?: string) => void;
}

/** The draft's key among the drafts of this browser. */
const draftId = 'question-tree';

/** Keeps the tree being edited: what was changed stays in the browser until it is published or discarded. */
export function useTreeDraft(view: TreeView): TreeEditing {
  const { drafts } = usePage();
  const [draft, setDraft] = useState(() => (view.may.change ? readDraft(drafts.read(draftId, 'note')) : null));
  const keep = (next: TreeDraft | null, base = draft?.base ?? view.hash): void => {
    const kept = next === null ? null : { base, tree: next };
    setDraft(kept);
    drafts.write(draftId, 'note', kept === null ? '' : JSON.stringify(kept));
  };
  return { draft, tree: draft?.tree ?? view.tree, checked: useChecked(draft, view.hash), keep };
}

/** Letters come in bursts, ms. */
const calmMs = 400;

/** Has the server look at the latest draft, a moment after the last letter. */
function useChecked(draft: KeptTree | null, hash: string): TreeChecked | null {
  const { api, desk } = usePage();
  const [checked, setChecked] = useState<TreeChecked | null>(null);
  const latest = useRef(0);
  useEffect(() => {
    latest.current += 1;
    const mine = latest.current;
    if (draft === null) {
      setChecked(null);
      return;
    }
    const timer = setTimeout(async () => {
      const answer = desk.noteAnswer(await api('POST /question-tree/check', { body: { tree: draft.tree } }));
      if (answer.ok && mine === latest.current) setChecked(answer.value);
    }, calmMs);
    return () => clearTimeout(timer);
  }, [draft, api, desk, hash]);
  return checked;
}
