import { type Marked, sliceMarks } from '../../domain/marks.ts';

/** Cuts a text into pieces of at most `longest` UTF-16 units, between paragraphs, lines or words where there are any, never in a character. */
export function split({ text, marks }: Marked, longest: number): Marked[] {
  const pieces: Marked[] = [];
  for (let from = 0; from < text.length; ) {
    const to = text.length - from <= longest ? text.length : cutOf(text, from, from + longest);
    pieces.push({ text: text.slice(from, to), marks: sliceMarks(marks, from, to) });
    from = to;
  }
  return pieces;
}

/** Finds where to cut: behind the last break in the second half of the piece, else before the last whole character. */
function cutOf(text: string, from: number, most: number): number {
  const half = from + Math.floor((most - from) / 2);
  for (const gap of ['\n\n', '\n', ' ']) {
    const at = text.lastIndexOf(gap, most - gap.length);
    if (at >= half) return at + gap.length;
  }
  let cut = most;
  while (cut > half && isWithin(text, cut)) cut -= 1;
  return cut;
}

/** Says whether a cut is between halves of one character, or before what belongs to the one in front of it. */
function isWithin(text: string, at: number): boolean {
  const next = text.charCodeAt(at);
  const isTrailing = next >= 0xdc00 && next <= 0xdfff;
  return isTrailing || next === 0xfe0f || next === 0x200d || text.charCodeAt(at - 1) === 0x200d || /^\p{M}/u.test(text.slice(at, at + 2));
}
