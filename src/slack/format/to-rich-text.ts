import type { RichTextBlock, RichTextLink, RichTextText } from '@slack/types';
import type { Mark } from '../../domain/content.ts';
import { endOf, isSafeUrl, type Marked, sliceMarks } from '../../domain/marks.ts';

/** What a rich text is made of inside a line: no mention is among them, so nothing anybody typed can ring. */
export type Inline = RichTextText | RichTextLink;

type Block = RichTextBlock['elements'][number];

/** Writes a text and its marks as Slack's rich text: words stay words, whatever they look like. Empty for an empty text. */
export function toRichText({ text, marks }: Marked): Block[] {
  const outer = marks.filter((each) => (each.kind === 'pre' || each.kind === 'quote') && !isInside(each, marks));
  const blocks: Block[] = [];
  let at = 0;
  for (const mark of outer) {
    if (mark.at < at) continue;
    blocks.push(...section(text, marks, at, mark.at));
    const inner = withoutEdge(text, mark.at, endOf(mark));
    const elements = inlines(text, marks, inner.from, inner.to);
    if (elements.length > 0)
      blocks.push(
        mark.kind === 'pre' ? { type: 'rich_text_preformatted', elements: plain(elements) } : { type: 'rich_text_quote', elements },
      );
    at = endOf(mark);
  }
  blocks.push(...section(text, marks, at, text.length));
  return blocks;
}

function isInside(mark: Mark, marks: readonly Mark[]): boolean {
  return marks.some(
    (each) =>
      each !== mark &&
      (each.kind === 'pre' || each.kind === 'quote') &&
      each.at <= mark.at &&
      endOf(mark) <= endOf(each) &&
      each.length > mark.length,
  );
}

/** Writes a stretch as a block. Each begins on a line of its own: the line breaks beside a quote or a block of code are not needed twice. */
function section(text: string, marks: readonly Mark[], from: number, to: number): Block[] {
  const inner = withoutEdge(text, from, to, { isFirst: from === 0, isLast: to === text.length });
  const elements = inlines(text, marks, inner.from, inner.to);
  return elements.length === 0 ? [] : [{ type: 'rich_text_section', elements }];
}

function withoutEdge(
  text: string,
  from: number,
  to: number,
  { isFirst, isLast } = { isFirst: false, isLast: false },
): { from: number; to: number } {
  const start = !isFirst && text[from] === '\n' && from < to ? from + 1 : from;
  return { from: start, to: !isLast && to > start && text[to - 1] === '\n' ? to - 1 : to };
}

/** Cuts a stretch where its marks begin and end. */
function inlines(text: string, marks: readonly Mark[], from: number, to: number): Inline[] {
  const inside = sliceMarks(marks, from, to).map((mark) => ({ ...mark, at: mark.at + from }));
  const edges = [...new Set([from, to, ...inside.flatMap((mark) => [mark.at, endOf(mark)])])].toSorted((a, b) => a - b);
  return edges.slice(0, -1).flatMap((start, i) => {
    const end = edges[i + 1] ?? to;
    const over = inside.filter((mark) => mark.at <= start && end <= endOf(mark));
    return end > start ? [inline(text.slice(start, end), over)] : [];
  });
}

function inline(text: string, over: readonly Mark[]): Inline {
  const looks = (['bold', 'italic', 'strike', 'code'] as const).filter((kind) => over.some((mark) => mark.kind === kind));
  const style = looks.length === 0 ? {} : { style: Object.fromEntries(looks.map((kind) => [kind, true])) };
  const link = over.find((mark) => mark.kind === 'link');
  if (link?.kind === 'link' && isSafeUrl(link.url) && link.url.length <= 3000) return { type: 'link', url: link.url, text, ...style };
  return { type: 'text', text, ...style };
}

/** Joins the words of a block of code, in which nothing else is marked. */
function plain(elements: readonly Inline[]): RichTextText[] {
  return [{ type: 'text', text: elements.map((each) => each.text ?? '').join('') }];
}
