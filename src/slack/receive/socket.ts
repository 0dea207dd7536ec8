import { SocketModeClient } from '@slack/socket-mode';
import type { Log } from '../../engine/deps.ts';
import { silentLogger, timeoutMs } from '../api/client.ts';
import { faultCode, SlackFault } from '../api/web-api.ts';
import type { SlackDoor } from './door.ts';
import type { OpenSocket } from './keep-socket.ts';

interface SocketEvent {
  readonly body?: unknown;
  readonly ack: (answer?: unknown) => Promise<void>;
}

/** Slack says hello within this time, or the socket is as good as none. */
const helloMs = 15_000;
const partingMs = 2000;

/**
 * Makes what opens Socket Mode: the server asks Slack, and needs no address of its own. What a socket brings is answered when it is carried
 * out, and comes again when it is not. The library's own reconnecting is off: what it is refused then, it throws where nobody can catch it.
 */
export function socketOpener({ appToken, apiUrl, log }: { readonly appToken: string; readonly apiUrl: string; readonly log: Log }) {
  return async (receive: SlackDoor['receive']): Promise<OpenSocket> => {
    const client = new SocketModeClient({
      appToken,
      logger: silentLogger,
      autoReconnectEnabled: false,
      clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: timeoutMs },
    });
    client.on('slack_event', (event: SocketEvent) => void bring(receive, event, log));
    const closed = Promise.withResolvers<void>();
    client.on('disconnected', () => closed.resolve());
    const close = () => within(partingMs, client.disconnect()).catch(() => undefined);
    try {
      await within(helloMs, client.start());
    } catch (error) {
      void close();
      throw error ?? new SlackFault('unreachable');
    }
    return { closed: closed.promise, close };
  };
}

async function bring(receive: SlackDoor['receive'], { body, ack }: SocketEvent, log: Log): Promise<void> {
  if (typeof body !== 'object' || body === null) return;
  try {
    const received = await receive({ ...body });
    if (received !== null) await ack(received.answer);
  } catch (error) {
    log.warn({ code: faultCode(error) }, 'what came from Slack was not carried out and comes again');
  }
}

/** Rejects what takes longer than so many ms; what comes of it then is nobody's matter. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new SlackFault('unreachable')), ms);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
