import { endOf, type Marked, normaliseMarks, sliceMarks } from '../../domain/marks.ts';

/** UTF-16 units of one message, and of the words under a file. */
export const maxMessage = 4096;
export const maxCaption = 1024;
/** Stretches of one message that look different: Telegram forgets the others. */
export const maxEntities = 100;

/**
 * Cuts a text into pieces of at most `limit` UTF-16 units: at the end of a paragraph, else a line, else a sentence, else a word; a word
 * longer than that between its characters. A piece has as many marks as one message can show. Marks go on in the next piece; the blank at a
 * cut is dropped. Nothing but blanks: no piece.
 */
export function split({ text, marks }: Marked, limit: number): Marked[] {
  const pieces: Marked[] = [];
  let from = skipBlankLines(text, 0);
  const end = text.trimEnd().length;
  while (from < end) {
    const most = Math.min(from + limit, markedAtMost(marks, from));
    const best = end <= most ? end : cutBefore(text, from, most);
    const indent = text.slice(from, most).search(/\S|$/);
    if (best === null && indent > 0) {
      // The word would fit, were it not for the blanks before it.
      from += indent;
      continue;
    }
    const to = best ?? wholeCharacters(text, from, most);
    const words = text.slice(from, to);
    const kept = words.trimEnd().length;
    if (kept > 0)
      pieces.push({ text: words.slice(0, kept), marks: normaliseMarks(words.slice(0, kept), sliceMarks(marks, from, from + kept)) });
    from = afterCut(text, to);
  }
  return pieces;
}

/** Says up to where the text from `from` on has as many marks as one message shows: where the first one too many begins. */
function markedAtMost(marks: Marked['marks'], from: number): number {
  const open = marks.filter((each) => endOf(each) > from);
  const first = open[maxEntities];
  return first === undefined ? Number.POSITIVE_INFINITY : Math.max(first.at, from + 1);
}

/** Finds the best place between words that leaves at most `most - from` units, if there is one; a cut in the first half would make pieces too many. */
function cutBefore(text: string, from: number, most: number): number | null {
  const room = text.slice(from, most + 1);
  const half = Math.floor((most - from) / 2);
  for (const sign of ['\n\n', '\n']) {
    const at = room.lastIndexOf(sign);
    if (at > half) return from + at;
  }
  const lastOf = (end: RegExp) => [...room.matchAll(end)].map((found) => found.index + found[0].length - 1).at(-1) ?? -1;
  const sentence = lastOf(/[.!?…]["»”)]*\s/gu);
  if (sentence > half) return from + sentence;
  const word = lastOf(/\s/gu);
  return word > room.search(/\S|$/) ? from + word : null;
}

/** Finds the last border between characters as people see them, up to `most`; at least not inside a surrogate pair. */
function wholeCharacters(text: string, from: number, most: number): number {
  // The pieces of one character that came so far are fewer than this; the whole text need not be read.
  const start = Math.max(from, most - 64);
  const segments = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text.slice(start, most + 64))];
  const border = segments
    .map(({ index }) => start + index)
    .findLast((each) => each <= most && each > from && (start === from || each > start));
  if (border !== undefined) return border;
  return /[\udc00-\udfff]/.test(text[most] ?? '') ? most - 1 : most;
}

/** Skips the blanks where it was cut; what a new line begins with stays. */
function afterCut(text: string, at: number): number {
  const blank = /[^\S\n]*(\n\s*\n|\n)?/y;
  blank.lastIndex = at;
  const found = blank.exec(text)?.[0] ?? '';
  return skipBlankLines(text, at + found.length);
}

function skipBlankLines(text: string, at: number): number {
  const blank = /(?:[^\S\n]*\n)*/y;
  blank.lastIndex = at;
  return at + (blank.exec(text)?.[0].length ?? 0);
}
