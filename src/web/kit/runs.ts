import type { MessageShape } from '../../http/message-shape.ts';

type Marks = NonNullable<MessageShape['marks']>;
type Kind = Marks[number]['kind'];

/** A stretch of a text that looks the same all along. */
export interface Run {
  readonly text: string;
  readonly kinds: readonly Kind[];
  /** where it leads; only http, https, mail and phone ever do */
  readonly href: string | null;
}

const safe: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Cuts a text where its look changes. Joining the runs gives the text back, whatever the marks say. */
export function runsOf(text: string, marks: Marks = []): Run[] {
  const inside = (at: number) => Math.min(Math.max(at, 0), text.length);
  const cuts = new Set([0, text.length, ...marks.flatMap(({ at, length }) => [inside(at), inside(at + length)])]);
  const places = [...cuts].toSorted((a, b) => a - b);
  return places.slice(0, -1).flatMap((from, i) => {
    const to = places[i + 1] ?? text.length;
    const here = marks.filter(({ at, length }) => at <= from && at + length >= to && length > 0);
    const link = here.find((each) => each.kind === 'link');
    return to > from
      ? [{ text: text.slice(from, to), kinds: here.map((each) => each.kind), href: link?.kind === 'link' ? hrefOf(link.url) : null }]
      : [];
  });
}

function hrefOf(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed !== null && safe.has(parsed.protocol) ? parsed.href : null;
}
