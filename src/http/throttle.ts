import type { Context } from 'hono';
import { createBoundedMap } from '../domain/bounded-map.ts';
import { networkOf } from '../domain/network.ts';
import type { HttpDeps } from './deps.ts';
import { HttpError } from './errors.ts';

/** What one network address may do so often in a while; 0: as often as it likes. */
export interface AddressLimits {
  /** strangers beginning in the web chat */
  readonly chats: number;
  /** links and PINs of the desk that were wrong */
  readonly signIns: number;
}

export interface Throttle {
  /** Counts one more from whoever asks; throws 429 when there were as many as may be. Returns what takes it back. */
  count(what: keyof AddressLimits, c: Context): () => void;
}

/** The span they count in, in ms. */
const span = 10 * 60_000;
/** Addresses counted at a time; of more the one that was counted longest ago begins anew. */
const mostAddresses = 50_000;

interface Tally {
  readonly from: number;
  count: number;
}

/** Counts by network address. Each server counts what it sees itself; an address that is not known is not counted. */
export function createThrottle({ addressOf, limits, now }: Pick<HttpDeps, 'addressOf' | 'limits' | 'now'>): Throttle {
  const tallies = createBoundedMap<Tally>(mostAddresses);
  return {
    count(what, c) {
      const address = addressOf(c);
      if (address === null || limits[what] === 0) return () => {};
      const key = `${what} ${networkOf(address)}`;
      const at = now().getTime();
      const known = tallies.get(key);
      const tally = known !== undefined && at < known.from + span ? known : { from: at, count: 0 };
      if (tally.count >= limits[what]) {
        const seconds = Math.ceil((tally.from + span - at) / 1000);
        throw new HttpError('address-limited', undefined, { 'retry-after': String(Math.max(1, seconds)) });
      }
      tally.count += 1;
      tallies.set(key, tally);
      return () => {
        tally.count -= 1;
      };
    },
  };
}
