import { openConversationsOf } from '../db/people/leavers.ts';
import type { Viewer } from '../db/people/sign-in.ts';
import { budgetOf } from '../db/slack/home.ts';
import { viewerBySlack } from '../db/slack/receive.ts';
import type { ConversationId } from '../domain/ids.ts';
import type { Availability } from '../domain/specialist.ts';
import { setAvailability } from '../people/availability.ts';
import type { SlackContext } from './deps.ts';

/** Sets whether somebody takes conversations now, by their own word; false when the desk refuses. */
export async function setOwnAvailability(
  context: SlackContext,
  viewer: Viewer,
  availability: Availability,
  awayUntil: Date | null,
): Promise<boolean> {
  const outcome = await setAvailability(context, viewer, viewer.id, { availability, awayUntil });
  return outcome.type === 'done';
}

/** Takes somebody off duty whom Slack lets in no more: whoever waits for their answer is given to somebody else (R16). */
export async function takeOffDuty(context: SlackContext, slackUser: string): Promise<void> {
  const viewer = await viewerBySlack(context.db, slackUser);
  if (viewer === null) return;
  if ((await budgetOf(context.db, viewer.id, context.now()))?.availability !== 'off')
    await setOwnAvailability(context, viewer, 'off', null);
  for (const { id } of await openConversationsOf(context.db, viewer.id)) {
    // One that owes nothing, or has moved on, refuses: that is as it should be.
    await context
      .submit({ type: 'not-there', conversation: id as ConversationId, specialist: viewer.id })
      .catch(() => context.log.warn({ conversation: id }, 'not moved on'));
  }
}
