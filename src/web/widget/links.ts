import type { ChatFile } from '../../http/chat/protocol.ts';

/** A link that ends within this time is not followed any more. */
const spareMs = 30_000;

/** Tells whether the desk would refuse the link by now; one that names no end is taken for good. */
export function isExpired({ url }: ChatFile, now: number): boolean {
  const ends = Number(/[?&]exp=(\d+)/.exec(url)?.[1] ?? Number.NaN);
  return url === '' || ends * 1000 - spareMs < now;
}
