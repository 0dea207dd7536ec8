import type { LeafId, OptionId, QuestionId } from '../content.ts';

/** What became of a question that was asked. `left`: they went without a word; `person`: they asked for somebody, or could not be understood. */
export type QuestionOutcome = 'answered' | 'open' | 'left' | 'person' | 'otherwise';

/** What a stranger's conversation says of the questions it was asked. */
export interface QuestionLog {
  readonly root: QuestionId;
  /** in order; without an option it was typed */
  readonly answers: readonly { readonly question: QuestionId; readonly option: OptionId | null }[];
  readonly isAsking: boolean;
  readonly isAbandoned: boolean;
  /** why somebody was sought first (domain/effect `SeekReason`); null: nobody was */
  readonly soughtFor: string | null;
}

/** Where an answer leads in the tree that was asked; null: it is none there. */
export type NextOf = (
  question: QuestionId,
  option: OptionId | null,
) => { readonly question: QuestionId } | { readonly leaf: LeafId } | null;

/** A question that a conversation came to. */
export interface AskedQuestion {
  readonly n: number;
  readonly question: QuestionId;
  readonly answer: OptionId | 'typed' | null;
  readonly outcome: QuestionOutcome;
  /** where the conversation's answers led in the end; null: nowhere */
  readonly leaf: LeafId | null;
}

/** Follows a conversation through its questions: each it came to, and where it left them. */
export function questionsOf(log: QuestionLog, nextOf: NextOf): AskedQuestion[] {
  const asked: Omit<AskedQuestion, 'leaf'>[] = [];
  let question: QuestionId | null = log.root;
  let leaf: LeafId | null = null;
  for (const { question: of, option } of log.answers) {
    const next: ReturnType<NextOf> = of === question ? nextOf(of, option) : null;
    if (next === null) continue;
    asked.push({ n: asked.length + 1, question: of, answer: option ?? 'typed', outcome: 'answered' });
    leaf = 'leaf' in next ? next.leaf : null;
    question = 'question' in next ? next.question : null;
  }
  if (question !== null) asked.push({ n: asked.length + 1, question, answer: null, outcome: outcomeOf(log) });
  return asked.map((each) => ({ ...each, leaf }));
}

function outcomeOf({ isAsking, isAbandoned, soughtFor }: QuestionLog): QuestionOutcome {
  if (isAsking) return 'open';
  if (isAbandoned) return 'left';
  return soughtFor === 'asked-for-human' || soughtFor === 'not-understood' ? 'person' : 'otherwise';
}
