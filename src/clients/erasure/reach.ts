import type { Db } from '../../db/db.ts';
import { claimPlaces, type ErasurePlace, endPlace, postponePlace } from '../../db/erasure/places.ts';
import { backoffMs } from '../../domain/backoff.ts';
import { type ErasureLeft, type LeftReason, telegramDeletesMs, withLeft } from '../../domain/erasure.ts';
import type { Company } from '../../engine/company.ts';
import type { Channel, Erased } from '../../engine/delivery/channel.ts';

export interface ReachDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly company: () => Company;
  readonly channels: readonly Channel[];
}

/** A channel has so long for one place, a thread of many messages included; then another server may try. */
const claimMs = 10 * 60_000;
const atOnce = 20;
const [firstMs, longestMs] = [5000, 3600_000];
/** tries after which a channel that never answers is given up: with the longest wait between them, about two days */
const mostTries = 60;

/** Deletes outside what is due, one after another: no channel is asked faster than people would. Returns whether there may be more. */
export async function reachPlaces(deps: ReachDeps): Promise<boolean> {
  const at = deps.now();
  const places = await claimPlaces(deps.db, at, new Date(at.getTime() + claimMs), atOnce);
  const shut = new Map<string, number>();
  for (const place of places) {
    const waitMs = shut.get(place.accountId);
    if (waitMs !== undefined) await postponePlace(deps.db, place, new Date(deps.now().getTime() + waitMs));
    else await reachOne(deps, place, (ms) => shut.set(place.accountId, ms));
  }
  return places.length === atOnce && shut.size === 0;
}

async function reachOne(deps: ReachDeps, place: ErasurePlace, shut: (ms: number) => void): Promise<void> {
  const { db, now } = deps;
  const kind = kindOf(deps, place);
  const left = leftOf(kind);
  const done = (found: readonly ErasureLeft[]) => db.transaction((tx) => endPlace(tx, place, (all) => withLeft(all, found)));
  const isOld = kind === 'telegram' && now().getTime() - place.since.getTime() > telegramDeletesMs;
  if (isOld) return done([left('too-old', 1)]);
  const channel = deps.channels.find((each) => each.kind === kind);
  if (channel?.erase === undefined) return done([left('off', 1)]);
  const erased: Erased = await channel
    .erase({ kind: place.kind as 'message' | 'file' | 'thread', chat: place.chat, id: place.externalId })
    .catch(() => ({ type: 'retry', afterMs: firstMs }));
  if (erased.type === 'gone') return done([]);
  if (erased.type === 'kept') return done([left(erased.reason, Math.max(1, erased.places.length), erased.places)]);
  if (place.attempts >= mostTries) return done([left('no-access', 1)]);
  const waitMs = Math.max(erased.afterMs, backoffMs(place.attempts - 1, firstMs, longestMs));
  shut(erased.afterMs);
  await postponePlace(db, place, new Date(now().getTime() + waitMs));
}

function kindOf({ company }: ReachDeps, { accountId }: ErasurePlace): string {
  for (const [kind, id] of company().accounts) if (id === accountId) return kind;
  return '';
}

/** Where it stands is kept for Slack alone: a chat of Telegram is the person's address. */
function leftOf(kind: string) {
  const what = kind === 'slack' ? 'slack' : 'telegram';
  return (reason: LeftReason, count: number, places: readonly string[] = []): ErasureLeft => ({
    what,
    reason,
    count,
    ...(what === 'slack' && places.length > 0 && { places }),
  });
}
