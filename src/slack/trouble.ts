import type { WebClient } from '@slack/web-api';
import type { Db } from '../db/db.ts';
import { beginThreadAnew } from '../db/slack/threads.ts';
import { addTroubleTask, type Concerned, concernedBy, everyDepartment } from '../db/slack/trouble.ts';
import type { NewId } from '../domain/ids.ts';
import type { Company } from '../engine/company.ts';
import type { Log } from '../engine/deps.ts';
import { tCard } from '../texts/slack-card.ts';
import type { Rebuild } from './send/thread.ts';

export interface TroubleDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly log: Log;
  readonly company: () => Company;
  readonly client: WebClient;
}

/** A thread that was lost begins anew, where it was or in the fallback channel; its department's head is told. */
export function createRebuild(deps: TroubleDeps): Rebuild {
  return async ({ id, channel, rootTs }, why) => {
    const account = deps.company().accounts.get('slack');
    const concerned = await concernedBy(deps.db, id);
    if (account === undefined || concerned === null) return 'nowhere';
    const to = why === 'no-root' ? channel : deps.company().slackChannel;
    const { language } = concerned;
    const department = concerned.departmentName[language];
    if (to === null || (why === 'no-channel' && to === channel)) {
      deps.log.warn({ thread: id, why }, 'a Slack channel is closed, and there is no other');
      await notifyHead(deps, concerned, tCard(language, 'nowhere.channel', { department }));
      return 'nowhere';
    }
    const begun = await beginThreadAnew(deps.db, { id, channel: to, account, from: { channel, rootTs }, now: deps.now() });
    if (!begun) return 'begun';
    deps.log.warn({ thread: id, why }, 'a Slack thread was lost and begins anew');
    const text = why === 'no-root' ? tCard(language, 'rebuilt.root') : tCard(language, 'rebuilt.channel', { department });
    await notifyHead(deps, concerned, text);
    return 'begun';
  };
}

/** A task for the head, and a word in Slack where they can be found there. */
async function notifyHead(deps: TroubleDeps, concerned: Concerned, text: string): Promise<void> {
  const { department, head, slackUser } = concerned;
  await addTroubleTask(deps.db, { id: deps.newId(), department, head, text, now: deps.now() });
  if (slackUser === null) return;
  // The task says the same; where Slack does not take the word there is nothing more to do.
  await deps.client.chat.postMessage({ channel: slackUser, text, parse: 'none' }).catch(() => undefined);
}

const quietMs = 60 * 60_000;

/** Slack does not let us in any more: said once an hour in the log, and once to the head of every department until somebody has dealt with it. */
export function createAlarm(deps: TroubleDeps): (error: string) => Promise<void> {
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
