import { assertNever } from './never.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Waits between the tries of one announcement, about three days in all; after the last it is given up. */
const waitsMs = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];

/** An endpoint that nothing has reached for so long gets a rest between tries: whatever waits behind is many then. */
const restAfterMs = minute;
const restMs = 30 * second;
/** however long an endpoint asks to be left alone */
const longestHoldMs = hour;
const dayMs = 24 * hour;

/** What came of sending something to an endpoint: it answered, or never did, and why. */
export type Posted =
  | { readonly type: 'answered'; readonly code: number; readonly retryAfterMs: number | null; readonly answer: string; readonly ms: number }
  | { readonly type: 'failed'; readonly error: PostError; readonly ms: number };

/** `address`: the name leads to where nothing is sent; `name`: it leads nowhere; `secret`: what signs it cannot be read. */
export const postErrors = ['address', 'name', 'timeout', 'connection', 'certificate', 'secret'] as const;
export type PostError = (typeof postErrors)[number];

/** What is known of a delivery when its try has ended, and of its endpoint. */
export interface Tried {
  /** this one included */
  readonly attempts: number;
  /** since when nothing has arrived; null: the try before did */
  readonly failingSince: Date | null;
  readonly now: Date;
  /** 0 to 1: those who failed together do not all come back together */
  readonly chance: number;
  readonly pauseDays: number;
}

export type Verdict =
  | { readonly type: 'sent' }
  /** it stays the head of its lane until then; `holdUntil`: nothing at all is sent to the endpoint before */
  | { readonly type: 'retry'; readonly at: Date; readonly holdUntil: Date | null; readonly pause: 'gone' | 'failing' | null }
  /** its lane goes on */
  | { readonly type: 'given-up'; readonly pause: 'failing' | null };

/** Decides what becomes of a delivery that was tried, and of its endpoint. */
export function verdictOf(posted: Posted, tried: Tried): Verdict {
  const { now } = tried;
  switch (posted.type) {
    case 'failed':
      return failed(tried, null);
    case 'answered': {
      const { code, retryAfterMs } = posted;
      if (code >= 200 && code < 300) return { type: 'sent' };
      // It says that it is not there any more: what waits keeps until somebody says where to.
      if (code === 410) return { type: 'retry', at: now, holdUntil: null, pause: 'gone' };
      if (code === 429 || code === 503) return failed(tried, retryAfterMs);
      return failed(tried, null);
    }
    default:
      return assertNever(posted);
  }
}

function failed({ attempts, failingSince, now, chance, pauseDays }: Tried, retryAfterMs: number | null): Verdict {
  const failingMs = failingSince === null ? 0 : now.getTime() - failingSince.getTime();
  const pause = failingMs >= pauseDays * dayMs ? 'failing' : null;
  const wait = waitsMs[attempts - 1];
  if (wait === undefined) return { type: 'given-up', pause };
  const holdMs = retryAfterMs === null ? (failingMs >= restAfterMs ? restMs : 0) : Math.min(retryAfterMs, longestHoldMs);
  const afterMs = Math.max(wait * (1 + chance / 5), holdMs);
  return {
    type: 'retry',
    at: new Date(now.getTime() + Math.round(afterMs)),
    holdUntil: holdMs > 0 ? new Date(now.getTime() + holdMs) : null,
    pause,
  };
}

/** Reads Retry-After: seconds, or a date; null where it says nothing. */
export function retryAfterMs(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * second;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
