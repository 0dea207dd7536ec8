import type { LeafId, QuestionId } from '../src/domain/content.ts';
import type { Answer } from '../src/domain/decision.ts';
import type { Tell } from '../src/domain/effect.ts';
import type { Seq } from '../src/domain/ids.ts';
import type { Language } from '../src/domain/language.ts';
import type { LoggedContactKind } from '../src/domain/logged-contact.ts';
import type { AskedQuestion, MessageBody } from '../src/domain/message.ts';
import { assertNever } from '../src/domain/never.ts';
import { t } from '../src/texts/chat.ts';
import { type AskedClient, whoseClient } from './client-choice.ts';
import { optionsOf, skipOption, type Tree } from './tree.ts';

export interface Naming {
  readonly tree: Tree;
  readonly language: Language;
  /** of the specialist who is named */
  readonly specialistName?: string | null;
  /** the department that is named, as a sentence in the language calls it (domain/department `inSentence`) */
  readonly departmentName?: string | null;
  /** the department's, for times of day; UTC when absent */
  readonly timeZone?: string;
  /** of a client who called or came: which of the two, until when whoever is called comes, and who helps where they do not (R7) */
  readonly met?: { readonly kind: LoggedContactKind; readonly due: Date; readonly by: string | null };
  /** it is one of two matters that are open in the window: what is said of it says which */
  readonly beside?: 'finance' | 'other';
  /** when somebody of the department will be there, who is not now */
  readonly staffedAgainAt?: Date | null;
  /** of a contact who is asked for which of them they write */
  readonly clients?: readonly AskedClient[];
  /** what is today; a time of another day comes with its date */
  readonly now?: Date;
}

/** A text of the desk in words, as it is stored: with its key, parameters and language. Paragraphs are set apart by an empty line. */
export function wordsOf(tell: Tell, naming: Naming): MessageBody {
  const { tree, language } = naming;
  const department = naming.departmentName ?? '';
  const named = { name: naming.specialistName ?? '', department };
  switch (tell.key) {
    case 'question': {
      const before =
        tell.reason === 'asked' ? (tell.question === tree.root ? tree.greeting[language] : '') : t(language, `question.${tell.reason}`);
      const text = paragraphs(before, tree.questions[tell.question]?.ask[language] ?? '');
      const question = askedIn(tree, tell.question, language);
      return {
        text,
        ...(question !== null && { question }),
        key: 'question',
        params: { question: tell.question, reason: tell.reason },
        language,
      };
    }
    case 'whose-client':
      return whoseClient(tell.reason, language, naming.clients ?? []);
    case 'joined': {
      const key = naming.beside === 'finance' ? 'joined.finance' : 'joined';
      return withLeafWord(tree, language, tell.leaf, 'joined', t(language, key, named), named);
    }
    case 'called':
      return withLeafWord(tree, language, tell.leaf, 'called', ...calledWords(naming));
    case 'queued':
      return withLeafWord(tree, language, tell.leaf, 'queued', ...waitingWords('queued', department, naming));
    case 'queue-late': {
      const [text, params] = waitingWords('queue-late', department, naming);
      return { text, key: 'queue-late', params, language };
    }
    case 'offer': {
      const [text, params] =
        tell.specialist === undefined ? waitingWords('offer.queued', department, naming) : [t(language, 'offer.joined', named), named];
      return withLeafWord(tree, language, tell.leaf, 'offer', text, params);
    }
    case 'contact-left': {
      const [text, params] =
        tell.specialist === undefined
          ? waitingWords('contact-left.queued', department, naming)
          : [t(language, 'contact-left.joined', named), named];
      return { text, key: 'contact-left', params, language };
    }
    case 'promised': {
      const text = t(language, 'promised', { ...named, when: whenIn(new Date(tell.until), naming) });
      return { text, key: 'promised', params: { ...named, until: new Date(tell.until).toISOString() }, language };
    }
    case 'resolved': {
      const key = naming.beside === undefined ? 'resolved' : (`resolved.${naming.beside}` as const);
      return { text: t(language, key), key: 'resolved', params: {}, language };
    }
    default:
      return assertNever(tell);
  }
}

/** An hour and more is said as a time of day. */
const hour = 3_600_000;

/** Words for somebody on the phone or in the office: who comes, within how many minutes, and who helps where they do not. */
function calledWords(naming: Naming): readonly [string, Readonly<Record<string, string>>] {
  const { language, specialistName, departmentName, met, now = new Date(0) } = naming;
  const { kind, due, by } = met ?? { kind: 'visit', due: now, by: null };
  const named = { name: specialistName ?? '', department: departmentName ?? '', kind };
  const left = due.getTime() - now.getTime();
  const text =
    left < hour
      ? t(language, 'called', { ...named, minutes: Math.max(1, Math.ceil(left / 60_000)) })
      : t(language, 'called.until', { ...named, when: whenIn(due, naming) });
  const params = { ...named, until: due.toISOString() };
  return by === null ? [text, params] : [`${text} ${t(language, 'called.else', { by })}`, { ...params, by }];
}

/** Words for somebody who waits in a queue: with the time when somebody will be there, where nobody is now. */
function waitingWords(
  key: 'queued' | 'queue-late' | 'offer.queued' | 'contact-left.queued',
  department: string,
  naming: Naming,
): readonly [string, Readonly<Record<string, string>>] {
  const { language, staffedAgainAt: at = null } = naming;
  if (at === null) return [t(language, key, { department }), { department }];
  return [t(language, `${key}.until`, { department, when: whenIn(at, naming) }), { department, at: at.toISOString() }];
}

/** What a chat shows before anything was written: strangers see the greeting and the first question, known people their name. */
export function openingOf(
  tree: Tree,
  language: Language,
  knownName: string | null,
): { readonly text: string; readonly question: AskedQuestion | null } {
  if (knownName !== null)
    return { text: t(language, 'opening.known', { name: knownName, named: knownName === '' ? 'no' : 'yes' }), question: null };
  const text = paragraphs(tree.greeting[language], tree.questions[tree.root]?.ask[language] ?? '');
  return { text, question: askedIn(tree, tree.root, language) };
}

/** The words on the button a client taps; null for a choice the tree does not have. */
export function labelOf(tree: Tree, question: QuestionId, option: string, language: Language): string | null {
  const asked = Object.hasOwn(tree.questions, question) ? tree.questions[question] : undefined;
  if (asked === undefined) return null;
  return optionsOf(asked).find((each) => each.option === option)?.label[language] ?? null;
}

/** What the client answered, for their card. `textOf` reads a message of the window; null when it was erased. */
export function answersInWords(
  tree: Tree,
  answers: readonly Answer[],
  language: Language,
  textOf: (message: Seq) => string | null,
): { readonly question: string; readonly answer: string }[] {
  return answers.flatMap(({ question, option, message }) => {
    const asked = tree.questions[question];
    if (asked === undefined) return [];
    return [{ question: asked.ask[language], answer: answer(asked.kind, option) }];

    function answer(kind: 'choice' | 'text', chosen: string | undefined): string {
      if (chosen === undefined) return textOf(message) ?? t(language, 'answer.erased');
      if (kind === 'text' && chosen === skipOption) return t(language, 'answer.skipped');
      return labelOf(tree, question, chosen, language) ?? chosen;
    }
  });
}

/** Names of the products that may be offered after this leaf; none before the tree has ended. */
export function productsInWords(tree: Tree, leaf: LeafId | null, language: Language): string[] {
  const products = leaf === null ? [] : (tree.leaves[leaf]?.products ?? []);
  return products.map((product) => tree.products[product]?.[language] ?? product);
}

function askedIn(tree: Tree, id: QuestionId, language: Language): AskedQuestion | null {
  const question = tree.questions[id];
  if (question === undefined) return null;
  const options = optionsOf(question).map(({ option, label }) => ({ id: option, label: label[language] }));
  return { id, kind: question.kind, options, ...(question.kind === 'text' && question.proof !== undefined && { proof: question.proof }) };
}

function withLeafWord(
  tree: Tree,
  language: Language,
  leaf: LeafId | undefined,
  key: string,
  text: string,
  params: Readonly<Record<string, string>>,
): MessageBody {
  const word = leaf === undefined ? '' : (tree.leaves[leaf]?.word?.[language] ?? '');
  return { text: paragraphs(word, text), key, params: leaf === undefined ? params : { ...params, leaf }, language };
}

function paragraphs(...parts: readonly string[]): string {
  return parts.filter((each) => each !== '').join('\n\n');
}

/** "15:40", or "15:40 on 24 November" when it is not today: as clocks where the department works show it. */
export function whenIn(at: Date, { language, timeZone = 'UTC', now = at }: Pick<Naming, 'language' | 'timeZone' | 'now'>): string {
  const day = new Intl.DateTimeFormat(language, { timeZone, day: 'numeric', month: 'long' });
  const time = new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  return day.format(at) === day.format(now) ? time : t(language, 'when', { time, day: day.format(at) });
}
