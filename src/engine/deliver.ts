import type { Channel } from '../channels/channel.ts';
import type { Db } from '../db/db.ts';
import { claimOutbox, markDead, markRetry, markSent, type OutboxRow } from '../db/outbox.ts';
import type { SendResult } from '../domain/delivery.ts';
import { assertNever } from '../domain/never.ts';

export interface DeliverDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly holder: string;
  /** by account id, as it stands at the head of an outbox target */
  readonly channelOf: (accountId: string) => Channel | undefined;
}

const leaseMs = 60_000;
const batchSize = 128;
const longestBackoffMs = 5 * 60_000;

/** Sends what is due, one row a lane. Returns how many rows it worked off; less than a full batch means that nothing more is due. */
export async function deliverOnce(deps: DeliverDeps): Promise<number> {
  const now = deps.now();
  const rows = await claimOutbox(deps.db, { holder: deps.holder, now, until: new Date(now.getTime() + leaseMs), limit: batchSize });
  if (rows.length === 0) return 0;
  const results = await Promise.all(rows.map(async (row) => ({ row, result: await sendRow(deps, row) })));
  const sent = results.filter((each) => each.result.type === 'sent').map((each) => each.row);
  await markSent(deps.db, deps.holder, sent, deps.now());
  for (const { row, result } of results) await settle(deps, row, result);
  return rows.length;
}

async function sendRow(deps: DeliverDeps, row: OutboxRow): Promise<SendResult> {
  // It would hold up its lane for ever.
  if (row.conversationId === null) return { type: 'refused', reason: 'no-message' };
  const split = row.target.indexOf(':');
  const channel = deps.channelOf(row.target.slice(0, split));
  if (channel === undefined) return { type: 'refused', reason: 'channel-off' };
  // A channel is not to throw; should it break down all the same, that must not hold up what others sent meanwhile.
  return channel
    .send({
      window: row.windowId,
      conversation: row.conversationId,
      address: row.target.slice(split + 1),
      verb: row.verb,
      seq: row.seq,
      body: row.body,
      audience: 'client',
      author: row.author ?? 'system',
      authorName: null,
      language: 'en',
      urgent: true,
      attempts: row.attempts - 1,
      refs: [],
      quoteRef: null,
    })
    .catch(() => ({ type: 'unsure' }));
}

async function settle(deps: DeliverDeps, row: OutboxRow, result: SendResult): Promise<void> {
  const later = (ms: number) => markRetry(deps.db, deps.holder, row, new Date(deps.now().getTime() + ms));
  switch (result.type) {
    case 'sent':
      return;
    case 'retry':
      return later(result.afterMs);
    case 'unsure':
      return later(backoffMs(row.attempts));
    case 'gone':
    case 'refused':
      return markDead(deps.db, deps.holder, row, result.reason, deps.now());
    default:
      assertNever(result);
  }
}

/** 1 s, 2 s, 4 s … up to five minutes. */
export function backoffMs(attempts: number): number {
  return Math.min(longestBackoffMs, 1000 * 2 ** Math.max(0, attempts - 1));
}
