/** From a moment to the one that is no part of it any more. */
export interface Stretch {
  readonly from: Date;
  /** null: it goes on */
  readonly until: Date | null;
}

/** The same in ms since 1970, with an end. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

const endOf = ({ until }: Stretch): number => until?.getTime() ?? Number.POSITIVE_INFINITY;

/** Whether it has a moment of the span, be it the one in which it began and ended. */
export function meets(stretch: Stretch, { from, until }: Span): boolean {
  const begun = stretch.from.getTime();
  return begun < until && (endOf(stretch) > from || begun >= from);
}

export function secondsIn(stretch: Stretch, { from, until }: Span): number {
  return Math.max(0, Math.min(endOf(stretch), until) - Math.max(stretch.from.getTime(), from)) / 1000;
}

/** The part of a span that a stretch has. */
export const within = (a: Span, stretch: Stretch): Span => ({
  from: Math.max(a.from, stretch.from.getTime()),
  until: Math.min(a.until, endOf(stretch)),
});

/** What two spans have together; where that is nothing, it ends before it begins. */
export const cut = (a: Span, b: Span): Span => ({ from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) });

/** How many there were at a time, stretch after stretch; `length` in seconds. */
export function counts(stretches: readonly Stretch[], { from, until }: Span): { readonly length: number; readonly count: number }[] {
  const changes = stretches
    .flatMap((each) => [
      { at: Math.max(from, each.from.getTime()), by: 1 },
      { at: Math.min(until, endOf(each)), by: -1 },
    ])
    // Whoever goes makes room for whoever comes at the same moment.
    .toSorted((a, b) => a.at - b.at || a.by - b.by);
  const all: { length: number; count: number }[] = [];
  let [at, count] = [from, 0];
  for (const change of [...changes, { at: until, by: 0 }]) {
    const next = Math.min(until, Math.max(from, change.at));
    if (next > at) all.push({ length: (next - at) / 1000, count });
    at = next;
    count += change.by;
  }
  return all;
}
