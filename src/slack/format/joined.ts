import type { Mark } from '../../domain/content.ts';
import { type Marked, shiftMarks } from '../../domain/marks.ts';

/** Puts pieces behind one another, with their marks. */
export function joined(pieces: readonly Marked[], between = ''): Marked {
  let text = '';
  const marks: Mark[] = [];
  pieces.forEach((piece, i) => {
    if (i > 0) text += between;
    marks.push(...shiftMarks(piece.marks, text.length));
    text += piece.text;
  });
  return { text, marks };
}

/** Puts pieces on lines of their own. */
export function lines(pieces: readonly Marked[]): Marked {
  return joined(pieces, '\n');
}

/** Marks the whole of a piece. */
export function around(kind: Exclude<Mark['kind'], 'link'>, { text, marks }: Marked): Marked {
  return { text, marks: [{ kind, at: 0, length: text.length }, ...marks] };
}
