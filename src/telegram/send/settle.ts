import { backoffMs } from '../../domain/backoff.ts';
import { type BoundedMap, createBoundedMap } from '../../domain/bounded-map.ts';
import type { SendResult } from '../../domain/delivery.ts';
import { assertNever } from '../../domain/never.ts';
import type { Dispatch } from '../../engine/delivery/channel.ts';
import { failureOf } from '../failure.ts';
import { botGate, type Pace } from './pace.ts';

/** Says what an error means for the message; `parts`: what stands in the chat all the same. */
export type Settle = (error: unknown, dispatch: Dispatch, parts: readonly string[]) => SendResult;

interface SettleDeps {
  readonly pace: Pace;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  /** learns the chat's new id, by its address */
  readonly movedTo: BoundedMap<string>;
}

const firstBackoffMs = 1000;
const longestBackoffMs = 5 * 60_000;
/** The bot's token may be put right any time. */
const unauthorizedMs = 30_000;
/** Of how many messages it is remembered that nobody knows whether they arrived. */
const mostUnsure = 10_000;

export function createSettle({ pace, random, movedTo }: SettleDeps): Settle {
  const unsure = createBoundedMap<true>(mostUnsure);
  return (error, { address, window, seq, verb, attempts }, parts) => {
    const retryLater = (): SendResult => ({
      type: 'retry',
      afterMs: backoffMs(attempts, firstBackoffMs, longestBackoffMs, random()),
      parts,
    });
    const failure = failureOf(error);
    switch (failure.type) {
      case 'too-many':
        return { type: 'retry', afterMs: failure.afterMs, scope: pace.refused(address), parts };
      case 'moved':
        movedTo.set(address, failure.chat);
        return { type: 'retry', afterMs: 0, parts };
      case 'unauthorized':
        return { type: 'retry', afterMs: unauthorizedMs, scope: botGate, parts };
      case 'not-sent':
      // Sent without its topic at once, it does not come here.
      case 'no-thread':
        return retryLater();
      case 'unchanged':
        return { type: 'sent', externalId: parts[0] ?? '', parts, chat: movedTo.get(address) ?? address };
      case 'unsure': {
        // Changing or deleting twice comes to the same; Telegram cannot be asked whether a message is there.
        if (verb !== 'send') return retryLater();
        const message = `${window} ${seq} ${parts.length}`;
        if (unsure.delete(message)) return { type: 'refused', reason: 'unsure', parts };
        unsure.set(message, true);
        return { type: 'unsure', parts };
      }
      case 'gone':
      case 'refused':
        return { ...failure, parts };
      default:
        return assertNever(failure);
    }
  };
}
