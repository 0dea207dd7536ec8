import { z } from 'zod';
import type { SendRow } from '../db/conversations/sends.ts';

/** How a message to the client fared channel by channel; edits and deletions only where they failed. The same for the desk and the API. */
export const deliveries = z.array(
  z.object({
    channel: z.string(),
    verb: z.enum(['send', 'edit', 'delete']),
    status: z.enum(['waiting', 'sent', 'failed']),
    reason: z.string().nullable(),
  }),
);

/** Each channel it goes to, and each change of it that a channel would not take. */
export function deliveriesOf(sends: readonly SendRow[] | null): z.output<typeof deliveries> {
  const told = (sends ?? []).filter(({ verb, status, reason }) => reason !== 'taken-back' && (verb === 'send' || status === 'dead'));
  return told.map(({ verb, channel, status, reason }) => ({
    channel: channel ?? '',
    verb,
    status: status === 'sent' ? ('sent' as const) : status === 'dead' ? ('failed' as const) : ('waiting' as const),
    reason,
  }));
}
