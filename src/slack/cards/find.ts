import type { WebClient } from '@slack/web-api';
import { cardEvent, findRoots } from '../api/find-posted.ts';
import type { CardThread } from './facts.ts';

/** Finds the card of a thread that may have been posted though the answer was lost; null when it was not. */
export type FindCard = (thread: CardThread) => Promise<string | null>;

/** Makes what finds cards of these threads. A channel is read once for all of them, and only where an answer was lost. */
export function cardFinder(client: WebClient, threads: readonly CardThread[]): FindCard {
  const found = new Map<string, Promise<ReadonlyMap<string, string>>>();
  const read = (channel: string) => {
    const lost = threads.filter((each) => each.channel === channel && each.rootTs === null && each.attempts > 0);
    const since = Math.min(...lost.map((each) => each.createdAt.getTime()));
    return findRoots(client, channel, new Date(since), cardEvent, 'thread');
  };
  return async ({ channel, id }) => {
    const reading = found.get(channel) ?? read(channel);
    found.set(channel, reading);
    return (await reading).get(id) ?? null;
  };
}
