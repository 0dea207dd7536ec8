import { takeLease } from '../../db/lease.ts';
import { noteRemindedInSlack, remindedInSlackUntil, remindedSince, type SlackReminder } from '../../db/work/meeting-reminders.ts';
import { isNoAccess } from '../api/failure.ts';
import { faultCode } from '../api/web-api.ts';
import type { SlackContext } from '../deps.ts';
import { section } from '../format/blocks.ts';
import { t } from '../translate.ts';
import { meetingBlocks } from './meetings.ts';

const atOnce = 50;
const leaseMs = 60_000;

/**
 * Reminds people of their meetings in their messages from the app, once each, in the order they became due. One server at a time does so;
 * what Slack does not take now waits, and a meeting that is over by then is not spoken of.
 */
export async function remindInSlack(context: SlackContext, told: Set<string>): Promise<boolean> {
  const { db, now } = context;
  if (!(await takeLease(db, 'slack-reminders', db.self, now(), leaseMs))) return false;
  const since = await remindedInSlackUntil(db);
  if (since === null) {
    await noteRemindedInSlack(db, now());
    return false;
  }
  const due = await remindedSince(db, since, now(), atOnce);
  for (const [n, each] of due.entries()) {
    const key = `${each.id} ${each.remindedAt.getTime()}`;
    if (!told.has(key) && !(await remind(context, each))) return false;
    told.add(key);
    // Those that became due in the same moment are passed only together.
    if (due[n + 1]?.remindedAt.getTime() === each.remindedAt.getTime()) continue;
    await noteRemindedInSlack(db, each.remindedAt);
    told.clear();
  }
  return false;
}

/** False: Slack does not take it just now. */
async function remind(context: SlackContext, meeting: SlackReminder): Promise<boolean> {
  const who = await context.identify(meeting.slackUser).catch(() => null);
  if (who === null) return false;
  if (who.type === 'stranger' || !who.isTrusted) return true;
  const { language } = who;
  const text = t(language, meeting.startsAt === null ? 'meeting.reminder.no-time' : 'meeting.reminder');
  const [, ...blocks] = meetingBlocks([{ ...meeting, dueAt: meeting.remindedAt }], context.now(), language);
  try {
    await context.api.call('chat.postMessage', { channel: meeting.slackUser, text, blocks: [section(text), ...blocks] });
    return true;
  } catch (error) {
    const code = faultCode(error);
    context.log.warn({ code }, 'somebody was not reminded of a meeting in Slack');
    // Anything else is no better the next time.
    return code !== 'ratelimited' && code !== 'unreachable' && !isNoAccess(code);
  }
}
