import type { Log } from '../../engine/deps.ts';
import { faultCode } from '../api/web-api.ts';
import type { Connection, SlackContext, SlackDeps } from '../deps.ts';
import { createHomes, type Homes } from '../home/publish.ts';
import { createDirectory, type Learn } from './directory.ts';

interface MadeContext {
  readonly context: SlackContext;
  readonly homes: Homes;
  /** takes what Slack says of somebody, asked or not */
  readonly learn: Learn;
  /** resolves when nothing goes on in the background any more */
  readonly settled: () => Promise<unknown>;
}

/** Makes everything a handler has. */
export function createContext(deps: SlackDeps, connection: () => Connection): MadeContext {
  const background = createBackground(deps.log);
  const { learn, ...directory } = createDirectory(deps, connection);
  const context: SlackContext = {
    ...deps,
    ...directory,
    connection,
    publishHome: (...home) => homes.publish(...home),
    inBackground: background.add,
    inOrder: createOrder(),
  };
  const homes = createHomes(context);
  return { context, homes, learn, settled: background.settled };
}

function createBackground(log: Log): { add: SlackContext['inBackground']; settled: () => Promise<unknown> } {
  const underWay = new Set<Promise<unknown>>();
  return {
    add(work) {
      const settled = work.catch((error: unknown) => log.warn({ code: faultCode(error) }, 'something after the answer to Slack failed'));
      underWay.add(settled);
      void settled.finally(() => underWay.delete(settled));
    },
    settled: () => Promise.all(underWay),
  };
}

/** Makes lanes in which each work begins when the one before it has ended, however it ended. */
function createOrder(): SlackContext['inOrder'] {
  const lanes = new Map<string, Promise<unknown>>();
  return async (lane, work) => {
    const before = lanes.get(lane) ?? Promise.resolve();
    const done = before.then(work, work);
    const settled = done.catch(() => undefined);
    lanes.set(lane, settled);
    void settled.finally(() => lanes.get(lane) === settled && lanes.delete(lane));
    return done;
  };
}
