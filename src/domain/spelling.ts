/*
 * One spelling for all ways in which a name is written, in Cyrillic or Latin: by it names are compared, never shown.
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
