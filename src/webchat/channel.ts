import type { Channel } from '../engine/delivery/channel.ts';
import type { Live } from '../live/live.ts';

/**
 * The web chat fetches what is said from the window itself, so sending is telling the screens that there is something new.
 * A screen that is closed reads it when it opens.
 */
export function createWebchat(live: Live): Channel {
  return {
    kind: 'webchat',
    async send({ window, seq }) {
      live.publish([{ topic: `window:${window}` }]);
      return { type: 'sent', externalId: String(seq), parts: [] };
    },
  };
}
