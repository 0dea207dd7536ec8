import { backoffMs } from '../../domain/backoff.ts';
import { maxFileBytes } from '../../domain/content.ts';

/** Why a file does not go. */
export const fileTroubles = [
  'too-big',
  'empty',
  /** it was moved, changed or taken away since it was chosen, or is a folder */
  'unreadable',
  /** somebody between us and the server takes no such type */
  'type',
  /** too many of the sender's files go with no message yet */
  'too-many',
  /** as much was sent up today as may be */
  'day',
  /** the server's disk has no room for files */
  'disk',
  /** the server is busy or broken */
  'busy',
  /** words get through, the file does not */
  'not-through',
  /** it was to outlive a reload, and the browser did not keep it */
  'lost',
  'refused',
] as const;

export type FileTrouble = (typeof fileTroubles)[number];

/** A failed try: `status` 0: the connection was lost. */
export interface FailedTry {
  readonly status: number;
  readonly code: string;
}

/** What is not even tried, and why; null: it may go. */
export function troubleBefore({ size }: { readonly size: number }): FileTrouble | null {
  if (size > maxFileBytes) return 'too-big';
  return size === 0 ? 'empty' : null;
}

const byCode: Readonly<Record<string, FileTrouble>> = {
  unreadable: 'unreadable',
  'empty-file': 'empty',
  'too-large': 'too-big',
  'unsupported-media-type': 'type',
  'uploads-spent': 'day',
  'too-many-requests': 'too-many',
  'disk-full': 'disk',
};
const byStatus: Readonly<Record<number, FileTrouble>> = { 0: 'not-through', 413: 'too-big', 415: 'type', 429: 'too-many', 507: 'disk' };

export function troubleOf({ status, code }: FailedTry): FileTrouble {
  return byCode[code] ?? byStatus[status] ?? (status >= 500 ? 'busy' : 'refused');
}

/** Whether sending it once more may help; else it can only be taken off. */
export function mayTryAgain(trouble: FileTrouble): boolean {
  return !['too-big', 'empty', 'type', 'lost'].includes(trouble);
}

/** Tries of a file that a busy server, or a connection on which everything else gets through, is given. */
const mostTries = 4;
const passing: ReadonlySet<number> = new Set([0, 408, 500, 502, 503, 504]);

/**
 * Returns how long a file waits for its next try, ms; null: it has failed, and the words go without it. Only while nothing at all gets
 * through (`isCut`) it is tried for ever: the words wait then, too.
 */
export function fileRetryMs({ status, code }: FailedTry, attempt: number, isCut: boolean, random: () => number): number | null {
  if (code === 'unreadable' || !passing.has(status)) return null;
  if (attempt + 1 >= mostTries && !(isCut && status === 0)) return null;
  return backoffMs(attempt, 500, 15_000, random());
}
