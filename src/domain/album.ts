import type { Attachment } from './content.ts';
import { type Marked, normaliseMarks, shiftMarks } from './marks.ts';

/** An album's files in the order its items stand in the messenger, which counts its messages up; they may come in another one. */
export function inAlbumOrder(files: readonly Attachment[]): Attachment[] {
  const number = ({ item }: Attachment) => item?.id ?? '';
  return files.toSorted((a, b) => number(a).length - number(b).length || (number(a) < number(b) ? -1 : Number(number(a) > number(b))));
}

/** The words of an album: those under each of its items, one paragraph each; null where the files do not say what stands under them. */
export function albumWords(files: readonly Attachment[]): Marked | null {
  if (files.length === 0 || files.some((each) => each.item === undefined)) return null;
  const words = { text: '', marks: [] as Marked['marks'] };
  for (const { item } of files) {
    if (item === undefined || item.text === '') continue;
    const before = words.text === '' ? '' : `${words.text}\n\n`;
    words.marks = [...words.marks, ...shiftMarks(item.marks ?? [], before.length)];
    words.text = before + item.text;
  }
  return { text: words.text, marks: normaliseMarks(words.text, words.marks) };
}
