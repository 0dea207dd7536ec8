import { type Loop, startLoop } from '../../engine/loop.ts';
import { isNoAccess } from '../api/failure.ts';
import { faultCode } from '../api/web-api.ts';
import { takeOffDuty } from '../availability.ts';
import { markDeliveries } from '../delivery-marks.ts';
import { type Connection, NotConnected, type SlackDeps } from '../deps.ts';
import { createBolt } from './bolt.ts';
import { connect } from './connect.ts';
import { createContext } from './context.ts';
import { matchStaff } from './match-staff.ts';
import { isOurs } from './parse-call.ts';
import { createReceiveCall, type ReceiveCall } from './receive-call.ts';

/** Receives from Slack by way of HTTP and of a socket; both come to the same handlers. */
export interface SlackDoor {
  readonly receiveCall: ReceiveCall;
  /** Receives what came over a socket that Slack itself vouches for; null when it is not ours. */
  receive(body: Record<string, unknown>): Promise<{ readonly answer: unknown } | null>;
  /** null before the workspace was reached */
  readonly connection: () => Connection | null;
  start(): void;
  stop(): Promise<void>;
}

export interface DoorOptions {
  /** without it nothing is taken over HTTP */
  readonly signingSecret: string | undefined;
  /** Socket Mode: begins once the workspace is reached, and returns what ends it */
  readonly openSocket?: (receive: SlackDoor['receive']) => Promise<() => Promise<void>>;
  /** how long to wait before Slack is tried again, ms */
  readonly retryMs?: number;
  readonly marksMs?: number;
  readonly homesMs?: number;
}

const usualRetryMs = 15_000;
const usualMarksMs = 1000;
const usualHomesMs = 3000;

/** Makes the Slack door. It opens even while Slack cannot be reached, and comes to life when it can. */
export async function createSlackDoor(deps: SlackDeps, options: DoorOptions): Promise<SlackDoor> {
  let closeSocket: (() => Promise<void>) | null = null;
  let loops: readonly Loop[] = [];
  const workspace = createConnector(deps, begin, (user) => takeOffDuty(context, user));
  const { context, homes, settled } = createContext(deps, workspace.required);
  const handle = createBolt(context);

  async function receive(body: Record<string, unknown>) {
    return isOurs(body, workspace.required()) ? { answer: await handle(body) } : null;
  }

  async function begin({ team }: Connection): Promise<void> {
    if (options.openSocket !== undefined) closeSocket = await options.openSocket(receive);
    homes.start(options.homesMs ?? usualHomesMs);
    deps.log.info({ team, socket: closeSocket !== null }, 'Slack is there');
  }

  return {
    receiveCall: await createReceiveCall(deps, options.signingSecret, { connection: workspace.current, receive }),
    receive,
    connection: workspace.current,
    start() {
      const connecting = startLoop('slack', options.retryMs ?? usualRetryMs, deps.log, workspace.keepUp);
      const marking = startLoop('slack marks', options.marksMs ?? usualMarksMs, deps.log, async () =>
        workspace.current() === null ? false : markDeliveries(context),
      );
      loops = [connecting, marking];
      connecting.wake();
    },
    async stop() {
      await Promise.all(loops.map((each) => each.stop()));
      await homes.stop();
      await closeSocket?.();
      await settled();
    },
  };
}

const staffEveryMs = 30 * 60_000;

/** Makes what reaches the workspace, begins once it has, and looks the staff up now and then. */
function createConnector(deps: SlackDeps, begin: (made: Connection) => Promise<void>, onLeft: (slackUser: string) => Promise<void>) {
  let reached: Connection | null = null;
  let isBegun = false;
  let matchedAt = 0;

  async function keepUp(): Promise<boolean> {
    try {
      reached ??= await connect(deps);
      if (!isBegun) await begin(reached);
      isBegun = true;
      const now = deps.now().getTime();
      if (now - matchedAt < staffEveryMs) return false;
      await matchStaff(deps, reached, onLeft);
      matchedAt = now;
    } catch (error) {
      const code = faultCode(error);
      if (isNoAccess(code)) await deps.alarm(code);
      deps.log.warn({ code }, isBegun ? 'the staff was not looked up in Slack' : 'Slack cannot be reached; the other channels go on');
    }
    return false;
  }

  return {
    keepUp,
    current: () => reached,
    required(): Connection {
      if (reached === null) throw new NotConnected('Slack was not reached yet');
      return reached;
    },
  };
}
