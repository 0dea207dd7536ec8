import type { Context } from 'hono';
import { type Claim, claim, type KeptAnswer, keepAnswer, unclaim } from '../../db/api/idempotency.ts';
import type { Queries } from '../../db/db.ts';
import type { Deps } from '../../engine/deps.ts';
import { HttpError } from '../errors.ts';
import { sha256 } from '../keys.ts';
import type { Caller } from './caller.ts';

/** Keeps an answer in the transaction of what it answers. */
export type Keep = (tx: Queries, answer: KeptAnswer) => Promise<void>;

const sane = /^[\x21-\x7e]{8,128}$/;

/** The sender's name for a request. */
export function keyOf(c: Context): string {
  const key = c.req.header('idempotency-key') ?? '';
  if (!sane.test(key)) throw new HttpError('idempotency-key-missing');
  return key;
}

/**
 * Carries a request out once: the same request again gets the answer it got, for 24 hours. Only what was done is kept: after an
 * error nothing has happened, and the request may be sent again with the same key.
 */
export async function once(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  caller: Caller,
  key: string,
  request: readonly unknown[],
  act: (keep: Keep) => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  const mine: Claim = { apiKey: caller.id, key, requestHash: await sha256(JSON.stringify(request)) };
  const claimed = await claim(db, mine, now());
  switch (claimed.type) {
    case 'in-flight':
      throw new HttpError('idempotency-in-flight', undefined, { 'retry-after': '1' });
    case 'reused':
      throw new HttpError('idempotency-reused');
    case 'answered':
      return { ...claimed.answer, headers: { ...claimed.answer.headers, 'idempotency-replayed': 'true' } };
    case 'ours':
      break;
  }
  try {
    const answer = await act((tx, given) => keepAnswer(tx, mine, given));
    await keepAnswer(db, mine, answer);
    return answer;
  } catch (error) {
    await unclaim(db, mine);
    throw error;
  }
}
