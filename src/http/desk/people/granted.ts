import type { Answered } from '../../../people/deps.ts';
import { type ErrorCode, HttpError } from '../../errors.ts';

/** The longest a wrong PIN makes the next one wait, in seconds. */
const longestWait = 8;

/** Returns what came of it; throws a refusal as the error of the same name. */
export function granted<Value>(answered: Answered<Value>): Value {
  if (answered.type === 'done') return answered.value;
  const headers: Record<string, string> = answered.code === 'pin-too-soon' ? { 'retry-after': String(longestWait) } : {};
  throw new HttpError(answered.code satisfies ErrorCode, undefined, headers);
}
