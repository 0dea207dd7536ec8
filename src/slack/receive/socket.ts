import { SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../engine/deps.ts';
import { silentLogger } from '../api/client.ts';
import { faultCode } from '../api/web-api.ts';
import type { SlackDoor } from './door.ts';

interface SocketEvent {
  readonly body?: unknown;
  readonly ack: (answer?: unknown) => Promise<void>;
}

/**
 * Makes what opens Socket Mode: the server asks Slack, and needs no address of its own. Bolt's socket reconnects by itself; what it brings
 * is answered when it is carried out, and comes again when it is not.
 */
export function socketOpener({ appToken, apiUrl, log }: { readonly appToken: string; readonly apiUrl: string; readonly log: Log }) {
  return async (receive: SlackDoor['receive']): Promise<() => Promise<void>> => {
    const socket = new SocketModeReceiver({
      appToken,
      logger: silentLogger,
      installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
    });
    socket.client.on('slack_event', ({ body, ack }: SocketEvent) => {
      if (typeof body !== 'object' || body === null) return;
      receive({ ...body }).then(
        async (received) => {
          if (received !== null) await ack(received.answer);
        },
        (error: unknown) => log.warn({ code: faultCode(error) }, 'what came from Slack was not carried out and comes again'),
      );
    });
    await socket.start();
    return () => socket.stop();
  };
}
