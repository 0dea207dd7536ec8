/** A text as it is compared: without case, punctuation, accents of typing (ё) and doubled spaces. Words are set apart by one space. */
export function normal(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
