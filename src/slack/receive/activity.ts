import { z } from 'zod';
import { viewerBySlack } from '../../db/slack/receive.ts';
import { noteInSlack } from '../../people/presence.ts';
import type { SlackContext } from '../deps.ts';
import { written } from './written.ts';

const seconds = z.coerce.number().positive();

/** A button, a menu, a view that was sent: the one who tapped is named, and when. */
const tapped = z.looseObject({
  user: z.looseObject({ id: z.string() }),
  actions: z.array(z.looseObject({ action_ts: seconds })).nullish(),
});
const command = z.looseObject({ command: z.string(), user_id: z.string() });

const inSlack = new Set(['app_home_opened', 'reaction_added', 'reaction_removed']);
const happened = z.looseObject({
  event_time: seconds,
  event: z.looseObject({
    type: z.string(),
    user: z.string().nullish(),
    bot_id: z.string().nullish(),
    subtype: z.string().nullish(),
    message: z.looseObject({ edited: z.looseObject({ user: z.string(), ts: seconds }).nullish() }).nullish(),
  }),
});

interface Activity {
  readonly user: string;
  /** in seconds, as Slack says; null: now */
  readonly at: number | null;
}

/** Reads who did something, and when, from what Slack sent; null where it says nothing of what a person did. */
export function activityIn(body: unknown): Activity | null {
  const tap = tapped.safeParse(body);
  if (tap.success) return { user: tap.data.user.id, at: tap.data.actions?.[0]?.action_ts ?? null };
  const typed = command.safeParse(body);
  if (typed.success) return { user: typed.data.user_id, at: null };
  const parsed = happened.safeParse(body);
  if (!parsed.success) return null;
  const { event_time: at, event } = parsed.data;
  const { type, user, bot_id: bot, subtype, message } = event;
  if (bot !== undefined && bot !== null) return null;
  if (type === 'message' && subtype === 'message_changed') {
    const edited = message?.edited;
    return edited === undefined || edited === null ? null : { user: edited.user, at: edited.ts };
  }
  const isTheirs = inSlack.has(type) || (type === 'message' && written.has(subtype));
  return isTheirs && user !== undefined && user !== null ? { user, at } : null;
}

/** Notes that whoever did this is here (R16); strangers, programs and what Slack says by itself are passed over. */
export async function noteActivity(context: SlackContext, body: unknown): Promise<void> {
  const activity = activityIn(body);
  if (activity === null) return;
  const viewer = await viewerBySlack(context.db, activity.user);
  if (viewer === null) return;
  const now = context.now();
  const at = activity.at === null ? now : new Date(Math.min(activity.at * 1000, now.getTime()));
  await noteInSlack(context, viewer.id, at);
}
