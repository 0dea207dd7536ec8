import type { LeafId, QuestionId } from '../src/domain/content.ts';
import { optionsOf, type Tree } from './tree.ts';

/** After how many questions each question and leaf can be reached. */
interface Depths {
  readonly questions: ReadonlyMap<QuestionId, ReadonlySet<number>>;
  readonly leaves: ReadonlyMap<LeafId, ReadonlySet<number>>;
}

/** Depths are counted up to the tree's number of questions; in a tree without circles none is deeper. */
export function depthsOf(tree: Tree): Depths {
  const questions = new Map<QuestionId, Set<number>>();
  const leaves = new Map<LeafId, Set<number>>();
  const open: { readonly id: QuestionId; readonly depth: number }[] = [{ id: tree.root, depth: 0 }];
  const longest = Object.keys(tree.questions).length;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { id, depth } = at;
    const question = questionIn(tree, id);
    if (question === undefined || depth >= longest || !isNew(questions, id, depth)) continue;
    for (const { next } of optionsOf(question)) {
      if ('question' in next) open.push({ id: next.question, depth: depth + 1 });
      else if (Object.hasOwn(tree.leaves, next.leaf)) isNew(leaves, next.leaf, depth + 1);
    }
  }
  return { questions, leaves };
}

/** What can come after a question. */
export function reachedFrom(tree: Tree, id: QuestionId): { readonly questions: readonly QuestionId[]; readonly leaves: readonly LeafId[] } {
  const questions = new Set<QuestionId>();
  const leaves = new Set<LeafId>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const question = questionIn(tree, at);
    for (const { next } of question === undefined ? [] : optionsOf(question)) {
      if ('leaf' in next) {
        if (Object.hasOwn(tree.leaves, next.leaf)) leaves.add(next.leaf);
      } else if (next.question !== id && !questions.has(next.question)) {
        questions.add(next.question);
        open.push(next.question);
      }
    }
  }
  return { questions: [...questions], leaves: [...leaves] };
}

/** Questions that lead back to the first of them, or null. */
export function findCycle(tree: Tree): readonly QuestionId[] | null {
  const done = new Set<QuestionId>();
  const path: QuestionId[] = [];
  function visit(id: QuestionId): readonly QuestionId[] | null {
    if (path.includes(id)) return path.slice(path.indexOf(id));
    const question = questionIn(tree, id);
    if (question === undefined || done.has(id)) return null;
    path.push(id);
    for (const { next } of optionsOf(question)) {
      const cycle = 'question' in next ? visit(next.question) : null;
      if (cycle !== null) return cycle;
    }
    path.pop();
    done.add(id);
    return null;
  }
  for (const id of Object.keys(tree.questions)) {
    const cycle = visit(id);
    if (cycle !== null) return cycle;
  }
  return null;
}

function questionIn({ questions }: Tree, id: QuestionId) {
  return Object.hasOwn(questions, id) ? questions[id] : undefined;
}

function isNew<Key>(found: Map<Key, Set<number>>, key: Key, depth: number): boolean {
  const depths = found.get(key);
  if (depths === undefined) found.set(key, new Set([depth]));
  else if (depths.has(depth)) return false;
  else depths.add(depth);
  return true;
}
