export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** Cuts a text at the places to be marked, [from, to) in UTF-16 units; ranges that overlap, are out of order or lie outside do no harm. */
export function pieces(text: string, ranges: readonly (readonly [number, number])[]): Piece[] {
  const found: Piece[] = [];
  let done = 0;
  for (const [from, to] of [...ranges].sort((one, other) => one[0] - other[0])) {
    const start = Math.max(done, from);
    const end = Math.min(text.length, to);
    if (start >= end) continue;
    if (start > done) found.push({ text: text.slice(done, start), marked: false });
    found.push({ text: text.slice(start, end), marked: true });
    done = end;
  }
  if (done < text.length) found.push({ text: text.slice(done), marked: false });
  return found;
}
