import type { Db } from '../../db/db.ts';
import { giveBackCall, takeCall } from '../../db/slack/receive.ts';
import type { AccountId } from '../../domain/ids.ts';
import { startLoop } from '../../engine/loop.ts';
import { HttpError } from '../../http/errors.ts';
import { faultCode } from '../api.ts';
import { showMarks } from '../cards/marks.ts';
import { type Connection, NotConnected, type SlackContext, type SlackDeps } from '../deps.ts';
import { isNoAccess } from '../send/failure.ts';
import { createHomes } from '../views/homes.ts';
import { createBolt } from './bolt.ts';
import { connect, matchPeople } from './connect.ts';
import { leaves } from './events.ts';
import { bodyOf, isOurs } from './intake.ts';
import { type SignedCall, signingKey, verify } from './signature.ts';
import { createDirectory } from './who.ts';

export interface SlackCall extends SignedCall {
  readonly type: string | undefined;
  /** `x-slack-retry-num` */
  readonly retry: string | undefined;
}

/** Slack by way of HTTP and of a socket; both come to the same hands. */
export interface SlackDoor {
  /** Takes a call of `/slack/events`; throws the error it is to be answered with. */
  take(call: SlackCall): Promise<{ readonly answer: unknown }>;
  /** Takes what came over a socket that Slack itself vouches for; undefined when it is not ours. */
  receive(body: Record<string, unknown>): Promise<{ readonly answer: unknown } | null>;
  readonly connection: () => Connection | null;
  start(): void;
  stop(): Promise<void>;
}

export interface DoorOptions {
  /** without it nothing is taken over HTTP */
  readonly signingSecret: string | undefined;
  /** Socket Mode: begins once the workspace is reached, and returns what ends it */
  readonly openSocket?: (hear: SlackDoor['receive']) => Promise<() => Promise<void>>;
  /** how long to wait before Slack is tried again, ms */
  readonly againMs?: number;
  readonly marksMs?: number;
  readonly homesMs?: number;
}

const usualAgainMs = 15_000;
const usualMarksMs = 1000;
const usualHomesMs = 3000;
const peopleEveryMs = 30 * 60_000;

/**
 * A call that somebody has copied does nothing a second time. Slack says when it repeats an event, which may be within the second its
 * signature stands for: those are told apart by their event's id.
 */
async function receiveOnce<T>(db: Db, account: AccountId, call: SlackCall, now: Date, work: () => Promise<T>): Promise<T | 'copy'> {
  const signature = call.signature ?? '';
  const isEvent = /^application\/json\b/i.test(call.type ?? '');
  const isNew = await takeCall(db, account, signature, now);
  if (!isNew && !(isEvent && call.retry !== undefined)) return 'copy';
  try {
    return await work();
  } catch (error) {
    await giveBackCall(db, account, signature);
    throw error;
  }
}

/** The Slack door. It opens even while Slack cannot be reached, and comes to life when it can. */
export async function createSlackDoor(deps: SlackDeps, options: DoorOptions): Promise<SlackDoor> {
  const key = options.signingSecret === undefined ? null : await signingKey(options.signingSecret);
  const under = new Set<Promise<unknown>>();
  const lanes = new Map<string, Promise<unknown>>();
  let reached: Connection | null = null;
  let closeSocket: (() => Promise<void>) | null = null;
  let matchedAt = 0;

  const connection = () => {
    if (reached === null) throw new NotConnected('Slack was not reached yet');
    return reached;
  };
  const directory = createDirectory(deps, connection);
  const context: SlackContext = {
    ...deps,
    connection,
    who: directory.who,
    forget: directory.forget,
    showHome: (...home) => homes.show(...home),
    later(work) {
      const settled = work.catch((error: unknown) =>
        deps.log.warn({ code: faultCode(error) }, 'something after the answer to Slack failed'),
      );
      under.add(settled);
      void settled.finally(() => under.delete(settled));
    },
    async inOrder(lane, work) {
      const before = lanes.get(lane) ?? Promise.resolve();
      const mine = before.then(work, work);
      const settled = mine.catch(() => undefined);
      lanes.set(lane, settled);
      void settled.finally(() => lanes.get(lane) === settled && lanes.delete(lane));
      return mine;
    },
  };
  const give = createBolt(context);
  const homes = createHomes(context);

  /** Reaches Slack when it was not yet, and looks the staff up now and then. */
  async function keepUp(): Promise<boolean> {
    try {
      reached ??= await begin();
      const now = deps.now().getTime();
      if (now - matchedAt >= peopleEveryMs) {
        await matchPeople(deps, reached, (user) => leaves(context, user));
        matchedAt = now;
      }
    } catch (error) {
      const code = faultCode(error);
      if (isNoAccess(code)) await deps.alarm(code);
      deps.log.warn(
        { code },
        reached === null ? 'Slack cannot be reached; the other channels go on' : 'the staff was not looked up in Slack',
      );
    }
    return false;
  }

  async function begin(): Promise<Connection> {
    const made = await connect(deps);
    reached = made;
    if (options.openSocket !== undefined && closeSocket === null) closeSocket = await options.openSocket(hear);
    homes.start(options.homesMs ?? usualHomesMs);
    deps.log.info({ team: made.team, socket: closeSocket !== null }, 'Slack is there');
    return made;
  }

  async function hear(body: Record<string, unknown>) {
    if (!isOurs(body, connection())) return null;
    return { answer: await give(body) };
  }

  const loops = { keepUp: null, marks: null } as {
    keepUp: ReturnType<typeof startLoop> | null;
    marks: ReturnType<typeof startLoop> | null;
  };

  return {
    connection: () => reached,
    receive: hear,
    async take(call) {
      if (key === null) throw new HttpError('not-found');
      const verdict = await verify(key, call, deps.now());
      if (verdict !== 'good') {
        deps.log.warn({ verdict }, 'a call in the name of Slack was refused');
        throw new HttpError('slack-signature');
      }
      const body = bodyOf(call.body, call.type);
      if (body === null) throw new HttpError('bad-json');
      if (body['type'] === 'url_verification') return { answer: { challenge: body['challenge'] } };
      if (reached === null) throw new HttpError('not-ready', undefined, { 'retry-after': '5' });
      const heard = await receiveOnce(deps.db, reached.account, call, deps.now(), async () => hear(body));
      if (heard === 'copy') {
        deps.log.warn({ verdict: 'copy' }, 'a call in the name of Slack was refused');
        throw new HttpError('slack-signature');
      }
      if (heard === null) {
        deps.log.warn({ verdict: 'another-app' }, 'a call in the name of Slack was refused');
        throw new HttpError('slack-app');
      }
      return heard;
    },
    start() {
      loops.keepUp = startLoop('slack', options.againMs ?? usualAgainMs, deps.log, keepUp);
      loops.marks = startLoop('slack marks', options.marksMs ?? usualMarksMs, deps.log, () =>
        reached === null ? Promise.resolve(false) : showMarks(context),
      );
      loops.keepUp.wake();
    },
    async stop() {
      await homes.stop();
      await closeSocket?.();
      await loops.keepUp?.stop();
      await loops.marks?.stop();
      await Promise.all([...under]);
    },
  };
}
