import type { Db } from '../../db/db.ts';
import { claimFetches, dropFetch, type FetchRow, postponeFetch } from '../../db/delivery/fetches.ts';
import type { Attachment } from '../../domain/content.ts';
import { assertNever } from '../../domain/never.ts';
import type { UploadCaps } from '../../files/caps.ts';
import { keepFile } from '../../files/keep.ts';
import type { Submit } from '../submissions/submission.ts';
import type { Channel, FetchedFile } from './channel.ts';
import { retryMs } from './deliver.ts';
import { atMost, type InFlight, patienceMs } from './in-flight.ts';

export interface FetchDeps {
  readonly db: Db;
  readonly now: () => Date;
  /** 0 to 1 */
  readonly random: () => number;
  readonly submit: Submit;
  readonly caps: UploadCaps;
  readonly channelOf: (accountId: string) => Channel | undefined;
  /** takes over what comes slowly, so that nobody else waits for it; absent: all is waited for */
  readonly inFlight?: InFlight;
}

const leaseMs = 5 * 60_000;
const batchSize = 8;
/** there may be room again: on the disk, or for a window that has had its share of the day */
const noRoomMs = 10 * 60_000;
/** tries after which a file counts as lost; with the waits between them more than an hour */
const mostTries = 18;

/** Fetches files that messengers still have. Returns how many it worked on. */
export async function fetchOnce(deps: FetchDeps): Promise<number> {
  const now = deps.now();
  const { inFlight } = deps;
  const claimed = await claimFetches(deps.db, { holder: deps.db.self, now, until: new Date(now.getTime() + leaseMs), limit: batchSize });
  const rows = claimed.filter((row) => !inFlight?.has(row.attachmentId));
  const fetches = rows.map((row) => ({ row, done: fetchRow(deps, row) }));
  for (const { row, done } of fetches) inFlight?.add(row.attachmentId, done);
  const all = Promise.all(fetches.map((each) => each.done));
  await (inFlight === undefined ? all : atMost(all, patienceMs));
  return rows.length;
}

async function fetchRow(deps: FetchDeps, row: FetchRow): Promise<void> {
  const { attachment } = row;
  if (attachment === null) return dropFetch(deps.db, row.attachmentId);
  const came = await bytesOf(deps, row, attachment).catch((): Came => ({ type: 'later', afterMs: 0 }));
  const isOver = came.type !== 'later' || row.attempts >= mostTries;
  if (!isOver) return later(deps, row, came.afterMs);
  const file =
    came.type === 'kept' ? came.file : { ...attachment, state: came.type === 'too-big' ? ('too-big' as const) : ('lost' as const) };
  const isTaken = await deps
    .submit({ type: 'fetched', window: row.windowId, seq: row.seq, attachment: file })
    .then((outcome) => outcome.type === 'accepted')
    .catch(() => false);
  if (!isTaken) await later(deps, row, 0);
}

type Came = Exclude<FetchedFile, { type: 'fetched' }> | { readonly type: 'kept'; readonly file: Attachment };

async function bytesOf({ db, now, caps, channelOf }: FetchDeps, row: FetchRow, attachment: Attachment): Promise<Came> {
  const channel = channelOf(row.accountId);
  if (channel?.fetchFile === undefined) return { type: 'lost', reason: 'channel-off' };
  const found = await channel.fetchFile(row.remote);
  switch (found.type) {
    case 'fetched': {
      const { attachmentId: id, windowId: window } = row;
      const kept = await keepFile({ db, now, caps }, { id, name: found.name ?? attachment.name, window, bytes: found.bytes });
      if (kept.type === 'over-cap' || kept.type === 'no-room') return { type: 'later', afterMs: noRoomMs };
      if (kept.type === 'too-large') return { type: 'too-big' };
      if (kept.type === 'empty') return { type: 'lost', reason: 'empty' };
      const { state: _, ...known } = attachment;
      return { type: 'kept', file: { ...known, ...kept.file } };
    }
    case 'later':
    case 'too-big':
    case 'lost':
      return found;
    default:
      return assertNever(found);
  }
}

async function later({ db, now, random }: FetchDeps, { attachmentId, attempts }: FetchRow, afterMs: number): Promise<void> {
  await postponeFetch(db, attachmentId, new Date(now().getTime() + Math.max(afterMs, retryMs(attempts, random()))));
}
