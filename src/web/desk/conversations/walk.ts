import type { TreeToWalk } from '../../../http/desk/conversations/question-tree.ts';

/** An answer as the specialist marked it: tapped or typed. */
export interface Marked {
  readonly question: string;
  readonly option?: string;
  readonly text?: string;
}

export interface Walk {
  /** those of the answers that lead on, in order; an answer after a changed one falls away */
  readonly answers: readonly Marked[];
  /** the question to be asked now; null at the end */
  readonly asking: string | null;
  readonly leaf: string | null;
}

type Next = NonNullable<TreeToWalk['questions'][string]['next']>;

/** Follows the answers through the tree. It takes as many steps as the tree has questions: one that leads in a circle ends. */
export function walk(tree: TreeToWalk, given: readonly Marked[]): Walk {
  const answers: Marked[] = [];
  let asking: string | null = tree.root;
  for (let step = 0; step <= Object.keys(tree.questions).length && asking !== null; step += 1) {
    const question: TreeToWalk['questions'][string] | undefined = tree.questions[asking];
    const answer = given.find((each) => each.question === asking);
    if (question === undefined || answer === undefined) return { answers, asking, leaf: null };
    const next: Next | undefined =
      answer.option === undefined ? question.next : question.options.find((each) => each.id === answer.option)?.next;
    if (next === undefined) return { answers, asking, leaf: null };
    answers.push(answer);
    if ('leaf' in next) return { answers, asking: null, leaf: next.leaf };
    asking = next.question;
  }
  return { answers, asking, leaf: null };
}
