/** Case, `ё` and forms of a character make no difference to somebody who looks for a word. */
export const folded = (text: string): string => text.toLocaleLowerCase().replaceAll('ё', 'е').normalize('NFKC');

/** Tells whether every word typed is in one of the texts. */
export function foundIn(texts: readonly (string | null | undefined)[], filter: string): boolean {
  const words = folded(filter).split(/\s+/).filter(Boolean);
  const text = folded(texts.join('\n'));
  return words.every((word) => text.includes(word));
}
