import { isWoman } from './given-names.ts';
import { type Form, formsOf } from './name-forms.ts';
import { spelling } from './spelling.ts';

/*
 * People as they are called by somebody who heard a name once: in Cyrillic or Latin, in any order, in any case, by a short form, with a
 * patronymic, initials or words around it. Nothing is guessed beyond that: what may be two names is nobody's.
 */

interface Word {
  readonly key: string;
  /** as it is written */
  readonly word: string;
  /** only its first letters are given: `А.`, `А` */
  readonly isInitial: boolean;
}

interface TypedWord extends Word {
  /** the names it may be a form of besides itself */
  readonly forms: readonly Form[];
}

/** Words longer than this are no name; what is typed has no end. */
const longest = 40;

function wordsIn(text: string): Word[] {
  const found = text
    .slice(0, 500)
    .replace(/\S*@\S*/g, ' ')
    .matchAll(/([\p{L}\p{M}'’ʼ]+)(\.?)/gu);
  return [...found].flatMap(([, word = '', dot]) => {
    const isInitial = (dot !== '' && word.length <= 2) || (word.length === 1 && word !== word.toLowerCase());
    const key = spelling(word);
    return key === '' || word.length > longest || (word.length === 1 && !isInitial) ? [] : [{ key, word, isInitial }];
  });
}

/** The day on which somebody called: "12 мая" is no Майя, "в марте" no Марта. */
const monthsLikeNames = /(\d[\p{L}-]*\s+|(?<!\p{L})в\s+)(ма[ея]|март[ае])(?!\p{L})/giu;

const typedIn = (text: string): TypedWord[] =>
  wordsIn(text.slice(0, 500).replace(monthsLikeNames, ' ')).map((each) => ({ ...each, forms: each.isInitial ? [] : formsOf(each.word) }));

/** The father's name that Russians are addressed by, and few staff lists have. */
const isFathers = (key: string) => /.(ovich|evich|ich|ovna|evna|ichna)$/.test(key);
const isPatronymic = ({ key, isInitial }: Word) => !isInitial && isFathers(key);
const meansPatronymic = (typed: TypedWord) => isPatronymic(typed) || typed.forms.some(({ key }) => isFathers(key));

/** What a word counts for that is said as it is written, in another form, by its first letter. */
const counts = { said: 8, inForm: 6, initial: 2 };
/** A patronymic says half as much. */
const worth = (key: string, count: number) => (isFathers(key) ? count / 2 : count);

interface Likeness {
  /** 0: they are somebody else */
  readonly count: number;
  /** the words of the name that were said in another form, and the others that were; null: all as they are written */
  readonly by: string | null;
}

const nobody: Likeness = { count: 0, by: null };

/** How well somebody of this name is called so. */
function likeness(typed: readonly TypedWord[], name: readonly Word[]): Likeness {
  const left = [...name];
  const take = (fits: (word: Word) => boolean): Word | null => {
    const at = left.findIndex(fits);
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null);
  };
  const said: Word[] = [];
  const inForm: Word[] = [];
  const unsaid: TypedWord[] = [];
  for (const word of typed) {
    const found = word.isInitial ? null : take(({ key, isInitial }) => !isInitial && key === word.key);
    if (found === null) unsaid.push(word);
    else said.push(found);
  }
  const woman = isWoman(name.filter(({ isInitial }) => !isInitial).map(({ key }) => key));
  const rest = unsaid.filter(({ forms }) => {
    const isStrong = said.length + inForm.length > 0;
    const fits = forms.filter(({ isMan, isWeak }) => !(isMan && woman) && (isStrong || !isWeak));
    const found = take(({ key, isInitial }) => !isInitial && fits.some((each) => each.key === key));
    if (found !== null) inForm.push(found);
    return found === null;
  });
  if (said.length + inForm.length === 0) return nobody;
  const count =
    said.reduce((sum, { key }) => sum + worth(key, counts.said), 0) + inForm.reduce((sum, { key }) => sum + worth(key, counts.inForm), 0);
  const initials = initialsOf(rest, left, take);
  const by = inForm.length === 0 ? null : [...said, ...inForm].map(({ key }) => key).join(' ');
  return initials === null ? nobody : { count: count + initials, by };
}

/** What the words count for that may stand for, or by, a first letter; null: they speak of somebody else. */
function initialsOf(words: readonly TypedWord[], left: readonly Word[], take: (fits: (word: Word) => boolean) => Word | null) {
  let count = 0;
  for (const word of words) {
    if (meansPatronymic(word) && left.some(isPatronymic)) return null;
    const fits = (each: Word) => (word.isInitial ? each.key.startsWith(word.key) : each.isInitial && word.key.startsWith(each.key));
    if (take(fits) !== null) count += counts.initial;
    else if (word.isInitial) return null;
  }
  return count;
}

/**
 * Those of `people` who are called as somebody typed, as well as any of them is: several where one name is several people's. Of a form of two
 * names, as Саша is of Александр and Александра, nobody: a wrong person is worse than none.
 */
export function calledSo<Person extends { readonly name: string }>(text: string, people: Iterable<Person>): readonly Person[] {
  const typed = typedIn(text);
  let best = counts.initial;
  let found: { readonly person: Person; readonly by: string | null }[] = [];
  for (const person of people) {
    const { count, by } = likeness(typed, wordsIn(person.name));
    if (count > best) [best, found] = [count, [{ person, by }]];
    else if (count === best && count > counts.initial) found.push({ person, by });
  }
  const isOneName = found.every(({ by }) => by === found[0]?.by);
  return isOneName ? found.map(({ person }) => person) : [];
}
