import type { Mark } from './content.ts';
import { endOf, type Marked } from './marks.ts';

const signs: Readonly<Record<'bold' | 'italic' | 'strike' | 'code', string>> = { bold: '**', italic: '*', strike: '~~', code: '`' };

interface Sign {
  readonly at: number;
  readonly text: string;
  /** 0: ends a mark here, before anything begins */
  readonly opens: 0 | 1;
}

/** A message as it would be typed at the desk, so that whoever changes a word keeps its looks: `marksFromTyped` the other way round. */
export function typedFromMarks({ text, marks }: Marked): string {
  const placed = marks.flatMap((mark) => signsOf(text, mark));
  // Marks come outer first: what begins together begins in that order, and ends in the opposite one.
  const openings = placed.filter(({ opens }) => opens === 1);
  const closings = placed.filter(({ opens }) => opens === 0).toReversed();
  const inOrder = [...closings, ...openings].toSorted((a, b) => a.at - b.at || a.opens - b.opens);
  let typed = '';
  let from = 0;
  for (const sign of inOrder) {
    typed += text.slice(from, sign.at) + sign.text;
    from = sign.at;
  }
  return typed + text.slice(from);
}

function signsOf(text: string, mark: Mark): Sign[] {
  const end = endOf(mark);
  switch (mark.kind) {
    case 'pre':
      return around(mark.at, end, '```\n', '\n```');
    case 'quote':
      return linesOf(text, mark.at, end).map(({ at }) => ({ at, text: '> ', opens: 1 }));
    case 'link':
      return around(mark.at, end, '[', `](${mark.url})`);
    default: {
      const sign = signs[mark.kind];
      // Typed signs reach no further than their line.
      return linesOf(text, mark.at, end).flatMap((line) => (line.at < line.end ? around(line.at, line.end, sign, sign) : []));
    }
  }
}

const around = (at: number, end: number, before: string, after: string): Sign[] => [
  { at, text: before, opens: 1 },
  { at: end, text: after, opens: 0 },
];

function linesOf(text: string, from: number, to: number): { readonly at: number; readonly end: number }[] {
  let at = from;
  return text
    .slice(from, to)
    .split('\n')
    .map((line) => {
      const found = { at, end: at + line.length };
      at = found.end + 1;
      return found;
    });
}
