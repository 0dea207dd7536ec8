import { alsoCalled, fullNames } from './given-names.ts';
import { spelling } from './spelling.ts';

/*
 * The names a Russian word may be a form of: "Ире" and "Ирины" of Ира and Ирина, "Саша" of Александр. A word is looked at as it is written, for
 * the spelling in which names are compared no longer tells ы from и, by which Лены are told from Лёни.
 */

/** A name in the one spelling that a word may be a form of. */
export interface Form {
  readonly key: string;
  /** only a man's name is declined so */
  readonly isMan: boolean;
  /** it may as well be a woman's surname: it says something beside another word of the name only */
  readonly isWeak: boolean;
}

/** By what the endings of cases stand for in the nominative; the longest first. Empty: the ending is left off. */
const endings: readonly (readonly [ending: string, nominative: readonly string[]])[] = [
  ['ого', ['ий', 'ой', 'ый']],
  ['ому', ['ий', 'ой', 'ый']],
  ['ую', ['ая']],
  ['ой', ['а', 'ая']],
  ['ей', ['а', 'я']],
  ['ом', ['']],
  ['ем', ['ь', 'й', '']],
  ['ым', ['', 'ый', 'ой']],
  ['им', ['ий']],
  ['ы', ['а']],
  ['и', ['а', 'я']],
  ['е', ['а', 'я', '', 'ь', 'й']],
  ['у', ['а', '']],
  ['ю', ['я', 'ь', 'й']],
  ['а', ['']],
  ['я', ['ь', 'й']],
];

/** Names that lose a vowel when they are declined. */
const fleeting: Readonly<Record<string, string>> = { павл: 'павел', льв: 'лев' };

/** Behind these letters и stands where ы would. */
const hardBeforeI = /[гкхжшчщ]$/;
const surname = /(ов|ев|ин|ын)$/;
const fewestLetters = 3;

/** Written small these are words of a sentence: "в надежде", "с любовью". */
const ordinary: ReadonlySet<string> = new Set(
  'надежды надежде надежду надеждой веры вере веру верой любви любовью кости костей костью поле полю поля мира мире миру розы розе розу'.split(
    ' ',
  ),
);

/** Lists the names a word may be a form of besides itself, as it is written. */
export function formsOf(word: string): readonly Form[] {
  const plain = word.toLowerCase().replaceAll('ё', 'е');
  const key = spelling(word);
  if (ordinary.has(word)) return [];
  const named = [...alsoCalled(key)].map((each) => ({ key: each, isMan: false, isWeak: false }));
  // What is a name itself is no case of another one: Александра is not Александр.
  if (plain.length < fewestLetters || fullNames.has(key) || !/^[а-я]+$/.test(plain)) return named;
  const declined = nominativesOf(plain).flatMap(({ key: one, ...rest }) =>
    [one, ...alsoCalled(one)].map((each) => ({ key: each, ...rest })),
  );
  return [...named, ...declined];
}

function nominativesOf(plain: string): Form[] {
  return endings.flatMap(([ending, nominatives]) => {
    if (!plain.endsWith(ending)) return [];
    const stem = plain.slice(0, -ending.length);
    return nominatives.flatMap((one) => {
      if (stem.length < 2 || (ending === 'и' && one === 'а') !== (ending === 'и' && hardBeforeI.test(stem))) return [];
      const isMan = one !== 'а' && one !== 'я' && one !== 'ая';
      const isWeak = ending === 'а' && surname.test(stem);
      return [{ key: spelling(fleeting[stem] ?? `${stem}${one}`), isMan, isWeak }];
    });
  });
}
