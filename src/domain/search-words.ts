/** More words than this nobody remembers to look for. */
const mostWords = 12;

/**
 * A text as it is made searchable: words of letters and digits only, ё as е. The same is done to what is looked for, so that
 * `INV-42`, `anna@mail.example` and `счёт` are found however they are written.
 */
export function searchWords(text: string): string {
  return wordsIn(text).join(' ');
}

/** What somebody looks for as a query of Postgres: all the words in any of their forms, the last one as a beginning; null when there are none. */
export function searchQuery(looked: string): string | null {
  const words = wordsIn(looked).slice(0, mostWords);
  if (words.length === 0) return null;
  return words.map((word, i) => (i === words.length - 1 ? `'${word}':*` : `'${word}'`)).join(' & ');
}

function wordsIn(text: string): string[] {
  const plain = text.toWellFormed().normalize('NFC').toLowerCase().replaceAll('ё', 'е');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Places in a text, [from, to) in UTF-16 units. */
export type Ranges = [number, number][];

/** Where a part of a name stands in it, whatever its case. */
export function placesOf(part: string, name: string): Ranges {
  if (part === '') return [];
  const pattern = new RegExp(part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu');
  return [...name.matchAll(pattern)].map((each) => [each.index, each.index + each[0].length]);
}

/** Characters no text has that Postgres puts around what it found. */
export const marks = { start: '\uE000', end: '\uE001' } as const;

/**
 * An excerpt with its marks as a text and the places of what was found. `original` is the text the excerpt was made of, with some
 * letters as others: its own are shown.
 */
export function unmarked(excerpt: string, original: string): { readonly text: string; readonly ranges: Ranges } {
  const ranges: Ranges = [];
  let text = '';
  for (const part of excerpt.split(/(\uE000|\uE001)/)) {
    const open = ranges.at(-1);
    if (part === marks.start) ranges.push([text.length, text.length]);
    else if (part === marks.end) {
      if (open !== undefined) open[1] = text.length;
    } else text += part;
  }
  const letters: Readonly<Record<string, string>> = { ё: 'е', Ё: 'Е', '<': '‹', '>': '›' };
  const at = original.replace(/[ёЁ<>]/g, (each) => letters[each] ?? each).indexOf(text);
  return { text: at < 0 ? text : original.slice(at, at + text.length), ranges: ranges.filter(([from, to]) => to > from) };
}
