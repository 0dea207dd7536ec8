import type { Slowed } from '../load/jobs.ts';
import { newStrangers } from '../load/strangers.ts';
import { type Stage, serving } from './stage.ts';

const senders = 20;
const giveUpSeconds = 25;

/** Senders of a byte a second: seconds until the server closed the last of them. */
export function slow(stage: Stage): Promise<{ readonly headers: Slowed; readonly bodies: Slowed }> {
  return serving(stage, 'slow', async ({ target }) => {
    const [stranger] = await newStrangers(stage.secret, 1);
    return stage.load.run({ type: 'slow', target, token: stranger?.token ?? '', count: senders, within: giveUpSeconds });
  });
}
