import type { Viewer } from '../db/people/sign-in.ts';
import { openConversationsOf } from '../db/people/staff.ts';
import { budgetOf } from '../db/slack/home.ts';
import type { ConversationId } from '../domain/ids.ts';
import type { Availability } from '../domain/specialist.ts';
import { setAvailability } from '../people/availability.ts';
import type { Desk } from './deps.ts';

/** Whether somebody takes conversations now, by their own word. */
export async function sayAvailability(desk: Desk, viewer: Viewer, availability: Availability, awayUntil: Date | null): Promise<boolean> {
  const answered = await setAvailability(desk, viewer, viewer.id, { availability, awayUntil });
  return answered.type === 'done';
}

/** Slack knows somebody no more: they are off duty, and whoever waits for their answer is given to somebody else (R16). */
export async function offDuty(desk: Desk, viewer: Viewer): Promise<void> {
  if ((await budgetOf(desk.db, viewer.id))?.availability !== 'off') await sayAvailability(desk, viewer, 'off', null);
  for (const { id } of await openConversationsOf(desk.db, viewer.id)) {
    // One that owes nothing, or has moved on, refuses: that is as it should be.
    await desk
      .submit({ type: 'not-there', conversation: id as ConversationId, specialist: viewer.id })
      .catch(() => desk.log.warn({ conversation: id }, 'not moved on'));
  }
}
