import { slackUsers } from '../../db/slack/receive.ts';
import { type Loop, startLoop } from '../../engine/loop.ts';
import { faultCode } from '../api.ts';
import type { SlackContext } from '../deps.ts';
import type { Colleague } from '../receive/tap.ts';
import { homeView } from './home.ts';

/** Slack takes about a hundred Homes a minute. */
const atOnce = 4;

export interface Homes {
  /** puts somebody's Home in order at once, with the clients they look for */
  show(who: Colleague, user: string, looked?: string): Promise<void>;
  start(everyMs: number): void;
  stop(): Promise<void>;
}

/**
 * Keeps everybody's Home as their work is, whether or not they have it before them: what changes meanwhile is shown together, a few
 * Homes at a time, and one that would look the same is left alone.
 */
export function createHomes(
  context: Pick<SlackContext, 'db' | 'now' | 'log' | 'live' | 'api' | 'company' | 'connection' | 'publicUrl' | 'who'>,
): Homes {
  const waiting = new Set<string>();
  const shown = new Map<string, string>();
  let isStaffNew = true;
  let endings: (() => void)[] = [];
  let loop: Loop | null = null;

  /** False: not now. */
  async function publish(user: string, view: Readonly<Record<string, unknown>>): Promise<boolean> {
    try {
      await context.api.call('views.publish', { user_id: user, view });
      shown.set(user, JSON.stringify(view));
      return true;
    } catch (error) {
      const code = faultCode(error);
      context.log.warn({ code }, 'a Home was not published');
      return code !== 'ratelimited' && code !== 'unreachable';
    }
  }

  /** Listens for everybody who is known in Slack; their Homes may have aged while nobody listened. */
  async function follow(): Promise<void> {
    const staff = await slackUsers(context.db);
    isStaffNew = false;
    listen(staff.flatMap(({ id, slackUser }) => (slackUser === null ? [] : [{ id, user: slackUser }])));
  }

  function listen(staff: readonly { readonly id: string; readonly user: string }[]): void {
    for (const end of endings) end();
    endings = [
      context.live.subscribe('company', () => {
        isStaffNew = true;
      }),
      ...staff.map(({ id, user }) => context.live.subscribe(`specialist:${id}`, () => void waiting.add(user))),
    ];
    for (const { user } of staff) waiting.add(user);
  }

  async function keepUp(): Promise<boolean> {
    if (isStaffNew) await follow();
    let published = 0;
    for (const user of [...waiting]) {
      if (published === atOnce) break;
      waiting.delete(user);
      const who = await context.who(user);
      if (who.type !== 'colleague' || !who.isTrusted) continue;
      const view = await homeView(context, who, '');
      if (shown.get(user) === JSON.stringify(view)) continue;
      published += 1;
      if (await publish(user, view)) continue;
      waiting.add(user);
      break;
    }
    return false;
  }

  return {
    async show(who, user, looked = '') {
      if (!(await publish(user, await homeView(context, who, looked)))) waiting.add(user);
    },
    start(everyMs) {
      listen([]);
      loop = startLoop('slack homes', everyMs, context.log, keepUp);
    },
    async stop() {
      for (const end of endings) end();
      await loop?.stop();
    },
  };
}
