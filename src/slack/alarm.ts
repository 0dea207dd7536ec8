import { addTroubleTask, everyDepartment } from '../db/slack/trouble.ts';
import { tCard } from '../texts/slack-card.ts';
import type { RebuildDeps } from './rebuild-thread.ts';

const quietMs = 60 * 60_000;

/**
 * Makes the alarm that Slack does not let us in any more: once an hour in the log, and once as a task of every department's head until
 * somebody has dealt with it.
 */
export function createAlarm(deps: Pick<RebuildDeps, 'db' | 'now' | 'newId' | 'log'>): (error: string) => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  return async (error) => {
    const now = deps.now();
    if (now.getTime() - last < quietMs) return;
    last = now.getTime();
    deps.log.error({ code: error }, 'Slack lets the app in no more: its token was revoked or lost its rights; nothing is lost meanwhile');
    for (const { department, head, language } of await everyDepartment(deps.db)) {
      await addTroubleTask(deps.db, { id: deps.newId(), department, head, text: tCard(language, 'alarm.access'), now });
    }
  };
}
