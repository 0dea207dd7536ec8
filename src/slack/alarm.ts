import { addTroubleTask, endTroubleTasks, everyDepartment } from '../db/slack/trouble.ts';
import { languages } from '../domain/language.ts';
import { tCard } from '../texts/slack-card.ts';
import type { RebuildDeps } from './rebuild-thread.ts';

const quietMs = 60 * 60_000;

/** Says that Slack does not let us in any more, and takes it back. */
export interface Alarm {
  /** Raises it: once an hour in the log, and once as a task of every department's head until somebody has dealt with it. */
  readonly raise: (code: string) => Promise<void>;
  /** Slack lets us in again: nobody has to do anything about it, and the next time is a new one. */
  readonly clear: () => Promise<void>;
}

export function createAlarm(deps: Pick<RebuildDeps, 'db' | 'now' | 'newId' | 'log'>): Alarm {
  let last = Number.NEGATIVE_INFINITY;
  return {
    async raise(code) {
      const now = deps.now();
      if (now.getTime() - last < quietMs) return;
      last = now.getTime();
      deps.log.error({ code }, 'Slack lets the app in no more: its token was revoked or lost its rights; nothing is lost meanwhile');
      for (const { department, head, language } of await everyDepartment(deps.db)) {
        await addTroubleTask(deps.db, { id: deps.newId(), department, head, text: tCard(language, 'alarm.access'), now });
      }
    },
    async clear() {
      last = Number.NEGATIVE_INFINITY;
      await endTroubleTasks(
        deps.db,
        languages.map((each) => tCard(each, 'alarm.access')),
        deps.now(),
      );
    },
  };
}
