import type { outagesNow, SendingSpan, sendingTroubles } from '../../db/reports/now/channels.ts';
import type { Company } from '../../engine/company.ts';

/** Not sent after so long is slow, ms; what failed for good is counted for so long, ms. */
const slowMs = 30_000;
const failedMs = 86_400_000;

/** Says what counts as slow now, and since when what failed is told. */
export function sendingSpan(now: Date): SendingSpan {
  return { slow: new Date(now.getTime() - slowMs), failedSince: new Date(now.getTime() - failedMs) };
}

/** Ways on which messages travel, that can break. */
const watched = ['webchat', 'telegram', 'slack'] as const;

export interface ChannelNow {
  readonly channel: (typeof watched)[number];
  /** since when it does not answer, or does not tell what comes in; null: all is well */
  readonly downSince: Date | null;
  /** messages of the part that should have left and have not, and that failed for good in the last day */
  readonly waiting: number;
  readonly failed: number;
}

/** Says of every channel that is connected how it is. */
export function channelsNow(
  { accounts }: Pick<Company, 'accounts'>,
  outages: Awaited<ReturnType<typeof outagesNow>>,
  troubles: Awaited<ReturnType<typeof sendingTroubles>>,
): ChannelNow[] {
  return watched
    .filter((each) => accounts.has(each))
    .map((channel) => {
      const down = outages.filter(({ what }) => what === channel || what.startsWith(`${channel}-`)).map(({ from }) => from.getTime());
      const trouble = troubles.find((each) => each.channel === channel);
      return {
        channel,
        downSince: down.length === 0 ? null : new Date(Math.min(...down)),
        waiting: trouble?.waiting ?? 0,
        failed: trouble?.failed ?? 0,
      };
    });
}
