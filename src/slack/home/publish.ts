import { slackUsers } from '../../db/slack/receive.ts';
import { type Loop, startLoop } from '../../engine/loop.ts';
import { faultCode } from '../api/web-api.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { homeView } from './home-view.ts';

/** Slack takes about a hundred Homes a minute. */
const atOnce = 4;

export interface Homes {
  /** publishes somebody's Home at once, with the clients they search for */
  publish(who: Colleague, user: string, searched?: string): Promise<void>;
  start(everyMs: number): void;
  stop(): Promise<void>;
}

type HomesContext = Pick<SlackContext, 'db' | 'now' | 'log' | 'live' | 'api' | 'company' | 'connection' | 'publicUrl' | 'identify'>;

/**
 * Keeps everybody's Home as their work is, whether or not they have it before them: what changes meanwhile is shown together, a few
 * Homes at a time, and one that would look the same is left alone.
 */
export function createHomes(context: HomesContext): Homes {
  const aged = createAgedHomes(context);
  const published = new Map<string, string>();
  let loop: Loop | null = null;

  /** Publishes a view; false: not now. */
  async function publishView(user: string, view: Readonly<Record<string, unknown>>): Promise<boolean> {
    try {
      await context.api.call('views.publish', { user_id: user, view });
      published.set(user, JSON.stringify(view));
      return true;
    } catch (error) {
      const code = faultCode(error);
      context.log.warn({ code }, 'a Home was not published');
      return code !== 'ratelimited' && code !== 'unreachable';
    }
  }

  async function keepUp(): Promise<boolean> {
    let count = 0;
    for (const user of await aged.list()) {
      if (count === atOnce) break;
      aged.remove(user);
      // Slack may not say just now who they are: then their Home waits, and nobody else's is begun.
      const who = await context.identify(user).catch(() => null);
      if (who === null) {
        aged.add(user);
        break;
      }
      if (who.type !== 'colleague' || !who.isTrusted) continue;
      const view = await homeView(context, who, '');
      if (published.get(user) === JSON.stringify(view)) continue;
      count += 1;
      if (await publishView(user, view)) continue;
      aged.add(user);
      break;
    }
    return false;
  }

  return {
    async publish(who, user, searched = '') {
      if (!(await publishView(user, await homeView(context, who, searched)))) aged.add(user);
    },
    start(everyMs) {
      aged.listen();
      loop = startLoop('slack homes', everyMs, context.log, keepUp);
    },
    async stop() {
      aged.stop();
      await loop?.stop();
    },
  };
}

/** Collects whose Homes may have aged, by what `live` tells of everybody who is known in Slack. */
function createAgedHomes({ db, live }: Pick<HomesContext, 'db' | 'live'>) {
  const aged = new Set<string>();
  let isStaffNew = true;
  let endings: (() => void)[] = [];

  function listen(staff: readonly { readonly id: string; readonly user: string }[]): void {
    for (const end of endings) end();
    endings = [
      live.subscribe('company', () => {
        isStaffNew = true;
      }),
      ...staff.map(({ id, user }) => live.subscribe(`specialist:${id}`, () => void aged.add(user))),
    ];
    // Theirs may have aged while nobody listened.
    for (const { user } of staff) aged.add(user);
  }

  return {
    add: (user: string) => void aged.add(user),
    remove: (user: string) => void aged.delete(user),
    listen: () => listen([]),
    async list(): Promise<string[]> {
      if (isStaffNew) {
        const staff = await slackUsers(db);
        isStaffNew = false;
        listen(staff.flatMap(({ id, slackUser }) => (slackUser === null ? [] : [{ id, user: slackUser }])));
      }
      return [...aged];
    },
    stop() {
      for (const end of endings) end();
    },
  };
}
