import type { Viewer } from '../db/people/sign-in.ts';
import { openConversationsOf } from '../db/people/staff.ts';
import { budgetOf } from '../db/slack/home.ts';
import type { ConversationId } from '../domain/ids.ts';
import type { Availability } from '../domain/specialist.ts';
import { setAvailability } from '../people/availability.ts';
import type { SlackContext } from './deps.ts';

/** Whether somebody takes conversations now, by their own word. */
export async function setOwnAvailability(
  context: SlackContext,
  viewer: Viewer,
  availability: Availability,
  awayUntil: Date | null,
): Promise<boolean> {
  const answered = await setAvailability(context, viewer, viewer.id, { availability, awayUntil });
  return answered.type === 'done';
}

/** Slack knows somebody no more: they are off duty, and whoever waits for their answer is given to somebody else (R16). */
export async function offDuty(context: SlackContext, viewer: Viewer): Promise<void> {
  if ((await budgetOf(context.db, viewer.id))?.availability !== 'off') await setOwnAvailability(context, viewer, 'off', null);
  for (const { id } of await openConversationsOf(context.db, viewer.id)) {
    // One that owes nothing, or has moved on, refuses: that is as it should be.
    await context
      .submit({ type: 'not-there', conversation: id as ConversationId, specialist: viewer.id })
      .catch(() => context.log.warn({ conversation: id }, 'not moved on'));
  }
}
