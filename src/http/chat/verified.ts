import { HttpError } from '../errors.ts';
import type { ChatTokens, VerifiedToken } from './tokens.ts';

/** Tokens kept, newest used last; a signature is checked once, not with every message. */
const capacity = 20_000;

/** Reads the bearer token of a request. */
export function bearer(tokens: ChatTokens, now: () => Date): (authorization: string | undefined) => Promise<VerifiedToken> {
  const kept = new Map<string, VerifiedToken>();
  return async (authorization) => {
    if (authorization === undefined || !/^bearer /i.test(authorization)) throw new HttpError('token-missing');
    const token = authorization.slice('bearer '.length);
    const known = kept.get(token);
    const at = now();
    if (known !== undefined) {
      kept.delete(token);
      if (known.expires * 1000 <= at.getTime()) throw new HttpError('token-expired');
      kept.set(token, known);
      return known;
    }
    const verified = await tokens.verify(token, at);
    kept.set(token, verified);
    if (kept.size > capacity) kept.delete(kept.keys().next().value as string);
    return verified;
  };
}
