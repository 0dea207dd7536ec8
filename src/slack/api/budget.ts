/** Calls a minute that Slack allows a workspace's app, by its tiers. */
const tiers = { 2: 20, 3: 50, 4: 100 } as const;

/** The methods we call and their tiers. Posts have a pace of their own, by channel; what is not listed has no limit worth counting. */
const tierOf: Readonly<Record<string, keyof typeof tiers>> = {
  'users.list': 2,
  'bots.info': 3,
  'chat.delete': 3,
  'chat.update': 3,
  'conversations.history': 3,
  'conversations.info': 3,
  'conversations.replies': 3,
  'reactions.add': 3,
  'reactions.remove': 3,
  'users.lookupByEmail': 3,
  'chat.postEphemeral': 4,
  'files.completeUploadExternal': 4,
  'files.getUploadURLExternal': 4,
  'files.info': 4,
  'users.info': 4,
  'views.open': 4,
  'views.publish': 4,
  'views.push': 4,
  'views.update': 4,
};

/** Of each tier a few calls are left: Slack's minute is not quite ours. */
const spare = 0.04;
const minuteMs = 60_000;
/** What falls due at Slack's end of the minute must not come before it. */
const slackMs = 250;

/** Keeps each method within what its tier allows, so that Slack need not refuse. */
export interface Budget {
  /** Takes a call; 0, or ms after which there is room for one. */
  take(method: string): number;
  /** Slack said "not so fast" all the same: somebody else uses up what is ours. */
  refused(method: string, afterMs: number): void;
}

export function createBudget(now: () => number): Budget {
  /** when the calls of the last minute were made, the oldest first */
  const taken = new Map<string, number[]>();
  const closedUntil = new Map<string, number>();
  return {
    take(method) {
      const at = now();
      const closed = (closedUntil.get(method) ?? 0) - at;
      if (closed > 0) return closed;
      const tier = tierOf[method];
      if (tier === undefined) return 0;
      const recent = (taken.get(method) ?? []).filter((each) => each > at - minuteMs - slackMs);
      taken.set(method, recent);
      const oldest = recent[0];
      if (oldest !== undefined && recent.length >= Math.floor(tiers[tier] * (1 - spare))) return oldest + minuteMs + slackMs - at;
      recent.push(at);
      return 0;
    },
    refused: (method, afterMs) => void closedUntil.set(method, now() + afterMs),
  };
}
