import type { ConsoleKey } from '../../texts/console.ts';
import type { Problem } from './api.ts';
import type { Say } from './words.ts';

const worded: Readonly<Record<string, ConsoleKey>> = {
  network: 'problem.network',
  interrupted: 'problem.interrupted',
  unauthorized: 'problem.unauthorized',
  forbidden: 'problem.forbidden',
  'not-found': 'problem.not-found',
  'not-in-charge': 'problem.not-in-charge',
  conflict: 'problem.conflict',
  closed: 'problem.closed',
  csrf: 'problem.csrf',
  'too-large': 'problem.too-large',
  overloaded: 'problem.overloaded',
};

const byStatus: Readonly<Record<number, ConsoleKey>> = {
  0: 'problem.network',
  401: 'problem.unauthorized',
  403: 'problem.forbidden',
  404: 'problem.not-found',
  409: 'problem.conflict',
  413: 'problem.too-large',
  429: 'problem.overloaded',
  503: 'problem.overloaded',
};

/** A problem in words: by its code, else what the server says, else by its status. */
export function wordsFor(say: Say, problem: Problem): string {
  const known = worded[problem.code];
  if (known !== undefined) return say(known);
  return problem.message || say(byStatus[problem.status] ?? 'problem.unknown');
}
