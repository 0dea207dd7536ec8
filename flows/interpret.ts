import type { Choice, Content, Meaning, QuestionId } from '../src/domain/content.ts';
import { type Language, languages } from '../src/domain/language.ts';
import { asksHuman } from './asks-human.ts';
import type { Flow, Interpretation } from './index.ts';
import { normal } from './normal.ts';
import { type Option, optionsOf, type Question, type Tree } from './tree.ts';

/** Answers by what may be typed for them, prepared once a tree. */
type Phrases = ReadonlyMap<QuestionId, Readonly<Record<Language, ReadonlyMap<string, string>>>>;

/** Understands what a client sent, where the flow stands. Whoever asks passes the first question for a stranger's first message. */
export function interpreter(tree: Tree): Flow['interpret'] {
  const answers: Phrases = new Map(
    Object.entries(tree.questions).map(([id, question]) => [id, { ru: phrases(question, 'ru'), en: phrases(question, 'en') }]),
  );
  return (asking, content, language) => {
    if (content.forwarded !== undefined) return { kind: 'aside' };
    if (content.choice !== undefined) return tapped(tree, asking, content.choice);
    return typed(tree, answers, asking, content, language);
  };
}

function tapped(tree: Tree, asking: QuestionId | null, { question, option }: Choice): Interpretation {
  const asked = questionIn(tree, question);
  if (asked === undefined || !optionsOf(asked).some((each) => each.option === option)) return { kind: 'unknown-choice' };
  return question === asking ? { kind: 'option', question, option } : { kind: 'stale-choice' };
}

function typed(tree: Tree, answers: Phrases, asking: QuestionId | null, { text }: Content, language: Language): Meaning {
  const words = normal(text);
  const question = asking === null ? undefined : questionIn(tree, asking);
  if (asking !== null && question !== undefined && words !== '') {
    const option =
      answerFor(answers, asking, words, language) ?? (question.kind === 'choice' ? byNumber(question.options, words) : undefined);
    if (option !== undefined) return { kind: 'option', question: asking, option };
  }
  return { kind: asksHuman(words) && !asksForOne(question) ? 'asks-human' : 'text' };
}

/** "Позовите Анну" answers which manager contacted them, where somebody comes with the answer. */
function asksForOne(question: Question | undefined): boolean {
  return question?.kind === 'text' && question.purpose === 'manager' && 'leaf' in question.next;
}

/** In the client's language first; words of the other one count when they mean nothing in it. */
function answerFor(answers: Phrases, question: QuestionId, words: string, language: Language): string | undefined {
  const phrases = answers.get(question);
  return phrases?.[language].get(words) ?? languages.map((each) => phrases?.[each].get(words)).find((each) => each !== undefined);
}

/** "2" is the second answer, unless the answers are amounts: then "25" or "25 мест" is the one it falls in. */
function byNumber(options: readonly Option[], words: string): string | undefined {
  if (!options.some((each) => each.numbers !== undefined)) return /^\d{1,2}$/.test(words) ? options[Number(words) - 1]?.id : undefined;
  const amount = amountIn(words);
  if (amount === undefined) return undefined;
  return options.find(({ numbers }) => numbers !== undefined && amount >= numbers.from && amount <= (numbers.to ?? Infinity))?.id;
}

/** One number among at most three words: "нас 15 человек". */
function amountIn(text: string): number | undefined {
  const words = text.split(' ');
  const [amount, ...others] = words.filter((word) => /\d/.test(word));
  return words.length <= 3 && others.length === 0 && amount !== undefined && /^\d{1,7}$/.test(amount) ? Number(amount) : undefined;
}

function phrases(question: Question, language: Language): ReadonlyMap<string, string> {
  if (question.kind === 'text') return new Map(optionsOf(question).map(({ option, label }) => [normal(label[language]), option]));
  // A label outweighs a synonym of another answer.
  const also = question.options.flatMap((each) => (each.also?.[language] ?? []).map((words) => [normal(words), each.id] as const));
  return new Map([...also, ...question.options.map((each) => [normal(each.label[language]), each.id] as const)]);
}

/** What a client sends names questions too, so names like `constructor` must not be found. */
function questionIn(tree: Tree, id: QuestionId): Question | undefined {
  return Object.hasOwn(tree.questions, id) ? tree.questions[id] : undefined;
}
