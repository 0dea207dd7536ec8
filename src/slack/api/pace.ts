import { createSlots, type Slots } from '../../domain/slots.ts';

/** What asks for room in a channel. */
export interface Posting {
  /** names it as long as it waits */
  readonly key: string;
  /** people's words in a thread that stands, which take turns with threads that are new; the desk's own texts wait with those */
  readonly isAhead: boolean;
}

/** Keeps posts as fast as Slack takes them: about one a second in a channel, and a few at once after a quiet time. */
export interface Pace {
  /** Reserves room for a post in the channel; 0, or ms after which to ask again. Who asks first goes first. */
  reserve(channel: string, posting: Posting): number;
  /** Records that Slack said "not so fast" to a post: it keeps its place. */
  refused(channel: string, afterMs: number, posting: Posting): void;
}

/** A little more than Slack asks for: what leaves late and what comes after it may arrive closer together. */
const everyMs = 1050;
const atOnce = 2;
const manyChannels = 1000;

export function createPace(now: () => Date): Pace {
  const channels = new Map<string, Slots>();
  function slotsOf(channel: string, at: number): Slots {
    if (channels.size > manyChannels) for (const [each, slots] of channels) if (slots.isIdle(at)) channels.delete(each);
    const slots = channels.get(channel) ?? createSlots({ everyMs, atOnce });
    channels.set(channel, slots);
    return slots;
  }
  return {
    reserve(channel, { key, isAhead }) {
      const at = now().getTime();
      return slotsOf(channel, at).ask(key, at, { ahead: isAhead });
    },
    refused(channel, afterMs, { key, isAhead }) {
      const at = now().getTime();
      slotsOf(channel, at).close(at + afterMs, { key, ahead: isAhead });
    },
  };
}
