import { backoffMs } from '../../domain/backoff.ts';
import type { Reach } from '../../engine/delivery/reach.ts';
import { type Loop, startLoop } from '../../engine/loop.ts';
import { createOwed } from '../../reports/now/owed.ts';
import { isNoAccess } from '../api/failure.ts';
import { faultCode } from '../api/web-api.ts';
import { takeOffDuty } from '../availability.ts';
import { markDeliveries } from '../delivery-marks.ts';
import { type Connection, NotConnected, type SlackDeps } from '../deps.ts';
import { remindInSlack } from '../home/remind.ts';
import { askInSlack } from '../proposals/ask.ts';
import { summariseInSlack } from '../summaries/send.ts';
import { noteActivity } from './activity.ts';
import { createBolt } from './bolt.ts';
import { connect } from './connect.ts';
import { createContext } from './context.ts';
import { keepSocket, type OpenSocket } from './keep-socket.ts';
import { createStaffLookup } from './match-staff.ts';
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
  /** Socket Mode: kept open once the workspace is reached */
  readonly socket?: { readonly open: (receive: SlackDoor['receive']) => Promise<OpenSocket>; readonly reach: Reach };
  /** how long to wait at most before Slack is tried again, ms */
  readonly retryMs?: number;
  readonly marksMs?: number;
  readonly homesMs?: number;
  readonly remindMs?: number;
  readonly summariesMs?: number;
  readonly askMs?: number;
}

const firstRetryMs = 1000;
const longestRetryMs = 5000;
const usualMarksMs = 1000;
const usualHomesMs = 3000;
const usualRemindMs = 10_000;
const usualSummariesMs = 30_000;
const usualAskMs = 2000;

/** Makes the Slack door. It opens even while Slack cannot be reached, and comes to life when it can. */
export async function createSlackDoor(deps: SlackDeps, options: DoorOptions): Promise<SlackDoor> {
  let loops: readonly Pick<Loop, 'stop'>[] = [];
  const workspace = createConnector(deps, options.retryMs ?? longestRetryMs, { begin, lookUpStaff: () => staff.lookUp() });
  const { context, homes, learn, settled } = createContext(deps, workspace.required);
  const staff = createStaffLookup(deps, { connection: workspace.required, learn, onLeft: (user) => takeOffDuty(context, user) });
  const handle = createBolt(context);

  async function receive(body: Record<string, unknown>) {
    if (!isOurs(body, workspace.required())) return null;
    context.inBackground(noteActivity(context, body));
    return { answer: await handle(body) };
  }

  function begin({ team }: Connection): void {
    const { socket } = options;
    if (socket !== undefined) loops = [...loops, keepSocket({ ...deps, reach: socket.reach, open: () => socket.open(receive) })];
    homes.start(options.homesMs ?? usualHomesMs);
    const told = new Set<string>();
    const owed = createOwed(deps);
    loops = [
      ...loops,
      startLoop('slack reminders', options.remindMs ?? usualRemindMs, deps.log, () => remindInSlack(context, told)),
      startLoop('slack summaries', options.summariesMs ?? usualSummariesMs, deps.log, () => summariseInSlack(context, owed)),
      startLoop('slack proposals', options.askMs ?? usualAskMs, deps.log, () => askInSlack(context)),
    ];
    deps.log.info({ team, socket: socket !== undefined }, 'Slack is there');
  }

  return {
    receiveCall: await createReceiveCall(deps, options.signingSecret, { connection: workspace.current, receive }),
    receive,
    connection: workspace.current,
    start() {
      const connecting = startLoop('slack', idleMs, deps.log, workspace.keepUp);
      const marking = startLoop('slack marks', options.marksMs ?? usualMarksMs, deps.log, async () =>
        workspace.current() === null ? false : markDeliveries(context),
      );
      loops = [connecting, marking];
      connecting.wake();
    },
    async stop() {
      // The first of them is what adds to them.
      await loops[0]?.stop();
      await Promise.all(loops.map((each) => each.stop()));
      await homes.stop();
      await settled();
    },
  };
}

const idleMs = 60_000;

interface Connected {
  /** once, as soon as the workspace is reached */
  readonly begin: (made: Connection) => void;
  /** returns when it wants to be called again, ms */
  readonly lookUpStaff: () => Promise<number>;
}

/** Makes what reaches the workspace, begins once it has, and looks the staff up now and then. */
function createConnector(deps: SlackDeps, retryMs: number, { begin, lookUpStaff }: Connected) {
  let reached: Connection | null = null;
  let failures = 0;

  async function keepUp(): Promise<number> {
    try {
      if (reached === null) {
        reached = await connect(deps);
        begin(reached);
      }
      const nextMs = await lookUpStaff();
      failures = 0;
      // Looking whether it is time costs nothing, and a clock that was set is noticed.
      return Math.min(nextMs, retryMs);
    } catch (error) {
      const code = faultCode(error);
      if (isNoAccess(code)) await deps.alarm(code);
      deps.log.warn(
        { code },
        reached === null ? 'Slack cannot be reached; the other channels go on' : 'the staff was not looked up in Slack',
      );
      failures += 1;
      return backoffMs(failures - 1, Math.min(firstRetryMs, retryMs), retryMs);
    }
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
