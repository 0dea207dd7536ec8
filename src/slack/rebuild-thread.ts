import type { WebClient } from '@slack/web-api';
import type { Db } from '../db/db.ts';
import { beginThreadAnew } from '../db/slack/rebuild-thread.ts';
import { addTroubleTask, type Concerned, concernedBy } from '../db/slack/trouble.ts';
import type { NewId } from '../domain/ids.ts';
import type { Company } from '../engine/company.ts';
import type { Log } from '../engine/deps.ts';
import { tCard } from '../texts/slack-card.ts';

/** Why a thread has to be begun anew. */
export type Lost = 'no-channel' | 'no-root';

/** Begins a thread anew that was lost at that place: in its channel, or in the fallback one. `nowhere`: there is no other channel. */
export type Rebuild = (
  at: { readonly id: string; readonly channel: string; readonly rootTs: string | null },
  why: Lost,
) => Promise<'begun' | 'nowhere'>;

export interface RebuildDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly log: Log;
  readonly company: () => Company;
  readonly client: WebClient;
}

/** Makes what begins lost threads anew; the department's head is told of each. */
export function createRebuild(deps: RebuildDeps): Rebuild {
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

/**
 * Gives the head a task, and a message in Slack where they can be found there: once for a fault, however many conversations it befell, until
 * they have dealt with it.
 */
async function notifyHead(deps: RebuildDeps, concerned: Concerned, text: string): Promise<void> {
  const { department, head, slackUser } = concerned;
  const isNew = await addTroubleTask(deps.db, { id: deps.newId(), department, head, text, now: deps.now() });
  if (!isNew || slackUser === null) return;
  // The task says the same; where Slack does not take the message there is nothing more to do.
  await deps.client.chat.postMessage({ channel: slackUser, text, parse: 'none' }).catch(() => undefined);
}
