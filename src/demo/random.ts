/** Random numbers that are the same for the same seed. */
export interface Random {
  /** from 0 up to, but not, 1 */
  next(): number;
  between(from: number, to: number): number;
}

/** Mulberry32: small, and good enough to choose moments. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, between: (from, to) => from + (to - from) * next() };
}
