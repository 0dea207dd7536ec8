import type { Shown } from '../../db/delivery/outbox.ts';
import type { Hint } from '../../live/live.ts';

/** Hints to the desks that show a conversation in which something is new that is none of its messages. */
export function shownTo({ conversation, version, department, specialist }: Shown): readonly Hint[] {
  const about = { conversation, version };
  const desks: readonly Hint[] = [
    { topic: 'all', ...about },
    { topic: `department:${department}`, ...about },
  ];
  return specialist === null ? desks : [...desks, { topic: `specialist:${specialist}`, ...about }];
}
