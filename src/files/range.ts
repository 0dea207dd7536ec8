/** Which bytes are asked for: `from` to `to`, both included. */
export type Range =
  | { readonly type: 'whole' }
  | { readonly type: 'part'; readonly from: number; readonly to: number }
  | { readonly type: 'unsatisfiable' };

const whole: Range = { type: 'whole' };

/** Reads a `Range` header for something of `size` bytes. Several ranges, other units and nonsense are answered with the whole, as RFC 9110 allows. */
export function rangeOf(header: string | undefined, size: number): Range {
  const match = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? '');
  if (match === null) return whole;
  const [, first = '', last = ''] = match;
  if (first === '') return last === '' ? whole : suffix(Number(last), size);
  const from = Number(first);
  if (last !== '' && Number(last) < from) return whole;
  if (from >= size) return { type: 'unsatisfiable' };
  return { type: 'part', from, to: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}

function suffix(length: number, size: number): Range {
  if (length === 0 || size === 0) return { type: 'unsatisfiable' };
  return { type: 'part', from: Math.max(0, size - length), to: size - 1 };
}
