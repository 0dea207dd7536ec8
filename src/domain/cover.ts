/** A stretch of time in ms, the end not in it. */
export type Span = readonly [start: number, end: number];

/** What of `spans` none of `taken` covers, in order. Both may overlap within themselves and come in any order. */
export function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const left: Span[] = [];
  const blocks = joined(taken);
  for (const [start, end] of joined(spans)) {
    let from = start;
    for (const [blockStart, blockEnd] of blocks) {
      if (blockEnd <= from) continue;
      if (blockStart >= end) break;
      if (blockStart > from) left.push([from, blockStart]);
      from = blockEnd;
    }
    if (from < end) left.push([from, end]);
  }
  return left;
}

/** The department's working time in which nobody is on shift: everybody's shifts, less their absences, taken off it. */
export function uncovered(
  open: readonly Span[],
  staff: readonly { readonly shifts: readonly Span[]; readonly absences: readonly Span[] }[],
): Span[] {
  return without(
    open,
    staff.flatMap(({ shifts, absences }) => without(shifts, absences)),
  );
}

/** In order and apart; what touches becomes one. */
function joined(spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const [start, end] of spans.filter(([from, until]) => from < until).toSorted((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last !== undefined && start <= last[1]) out[out.length - 1] = [last[0], Math.max(last[1], end)];
    else out.push([start, end]);
  }
  return out;
}
