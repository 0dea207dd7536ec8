/*
 * People as they are called by somebody who heard a name once: in Cyrillic or Latin, in any order, with a patronymic, initials or words
 * around it. One spelling for all ways in which a name is written; nothing is guessed beyond that.
 */

const latinOf: Readonly<Record<string, string>> = Object.fromEntries(
  'а a б b в v г g ґ g д d е e ж zh з z и i і i к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sh ы i э e є e ю iu я ia'
    .split(' ')
    .flatMap((letter, i, all) => (i % 2 === 0 ? [[letter, all[i + 1] ?? '']] : [])),
);

/** Ways of writing the same sound, in the order in which they are brought together. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/shch|sch/g, 'sh'],
  [/tch/g, 'ch'],
  [/chr/g, 'kr'],
  [/kh/g, 'h'],
  [/ph/g, 'f'],
  [/ck/g, 'k'],
  [/c(?!h)/g, 'k'],
  [/x/g, 'ks'],
  [/tz/g, 'ts'],
  [/w/g, 'v'],
  [/[jy]/g, 'i'],
  [/(.)\1+/g, '$1'],
  // Семён: Semyon, Semen; Юлия: Yulia, Julia, Uliya; Елена: Yelena.
  [/i[eo]/g, 'e'],
  [/iu/g, 'u'],
  [/(.)\1+/g, '$1'],
  [/er$/, 'r'],
];

/** A word of a name in the one spelling in which it is compared: Сергей, Sergei, Sergey, СЕРГЕЙ are the same. */
export function spelling(word: string): string {
  const plain = word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const latin = Array.from(plain, (letter) => latinOf[letter] ?? letter)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[ъь]/g, '');
  return sounds.reduce((text, [sound, one]) => text.replace(sound, one), latin);
}

interface Word {
  readonly key: string;
  /** only its first letters are given: `А.`, `А` */
  readonly isInitial: boolean;
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
    return key === '' || word.length > longest || (word.length === 1 && !isInitial) ? [] : [{ key, isInitial }];
  });
}

/** The father's name that Russians are addressed by, and few staff lists have. */
const isPatronymic = ({ key, isInitial }: Word) => !isInitial && /.(ovich|evich|ich|ovna|evna|ichna)$/.test(key);

/** How well somebody of this name is called so; 0: they are somebody else. */
function likeness(typed: readonly Word[], name: readonly Word[]): number {
  const whole = name.filter(({ isInitial }) => !isInitial);
  const left = [...name];
  const take = (fits: (word: Word) => boolean): boolean => {
    const at = left.findIndex(fits);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  const isSaid = ({ key, isInitial }: Word) => !isInitial && whole.some((each) => each.key === key);
  const said = typed.filter((word) => isSaid(word) && take(({ key, isInitial }) => !isInitial && key === word.key));
  if (said.length === 0) return 0;
  let likeness = said.reduce((sum, word) => sum + (isPatronymic(word) ? 2 : 4), 0);
  for (const word of typed.filter((each) => !said.includes(each))) {
    if (isPatronymic(word) && left.some(isPatronymic)) return 0;
    if (take((each) => (word.isInitial ? each.key.startsWith(word.key) : each.isInitial && word.key.startsWith(each.key)))) likeness += 1;
    else if (word.isInitial) return 0;
  }
  return likeness;
}

/** Those of `people` who are called as somebody typed, as well as any of them is: several where one name is several people's. */
export function calledSo<Person extends { readonly name: string }>(text: string, people: Iterable<Person>): readonly Person[] {
  const typed = wordsIn(text);
  let best = 1;
  let found: Person[] = [];
  for (const person of people) {
    const like = likeness(typed, wordsIn(person.name));
    if (like > best) [best, found] = [like, [person]];
    else if (like === best && like > 1) found.push(person);
  }
  return found;
}
