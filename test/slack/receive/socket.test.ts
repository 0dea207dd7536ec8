import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { keepSocket } from '../../../src/slack/receive/keep-socket.ts';
import { socketOpener } from '../../../src/slack/receive/socket.ts';
import { silentLog } from '../../support/log.ts';
import { type SlackSocket, startSlackSocket } from '../../support/slack-socket.ts';
import { until } from '../../support/until.ts';

let slack: SlackSocket;
let keeper: ReturnType<typeof keepSocket> | null;
let heard: Record<string, unknown>[];
let alarms: string[];
let reach: string[];
let answer: (body: Record<string, unknown>) => Promise<{ answer: unknown } | null>;

function keep(): void {
  const open = socketOpener({ appToken: 'xapp-1-okno-test', apiUrl: slack.apiUrl, log: silentLog });
  keeper = keepSocket({
    log: silentLog,
    open: () =>
      open((body) => {
        heard.push(body);
        return answer(body);
      }),
    alarm: async (code) => void alarms.push(code),
    reach: { answered: () => void reach.push('answered'), failed: (code) => void reach.push(code), stop: async () => {} },
    pauseMs: [100, 400],
  });
}

beforeEach(async () => {
  [heard, alarms, reach] = [[], [], []];
  answer = async () => ({ answer: undefined });
  slack = await startSlackSocket();
});
afterEach(async () => {
  await keeper?.stop();
  await slack.close();
});

const event = (id: string) => ({ type: 'event_callback', event_id: id, event: { type: 'message' } });
const acknowledged = (id: string) => until(`${id} is acknowledged`, () => slack.acknowledged.find((each) => each.envelope_id === id));
const opened = (count = 1) =>
  until('the socket is open', () => reach.filter((each) => each === 'answered').length >= count || undefined, 15_000);

describe('Socket Mode', () => {
  it('brings events, commands and taps to the same hands, and takes their answers back', async () => {
    keep();
    await opened();
    answer = async ({ command }) => ({ answer: command === undefined ? undefined : { text: 'for your eyes only' } });
    slack.send('E1', 'events_api', event('Ev1'));
    slack.send('E2', 'slash_commands', { command: '/okno' });
    slack.send('E3', 'interactive', { type: 'block_actions' });
    await acknowledged('E1');
    expect(await acknowledged('E2')).toMatchObject({ payload: { text: 'for your eyes only' } });
    await acknowledged('E3');
    expect(heard.map((each) => each['type'] ?? each['command'])).toEqual(['event_callback', '/okno', 'block_actions']);
  });

  it('acknowledges only what was carried out: the rest comes again, or is not ours', async () => {
    keep();
    await opened();
    answer = async ({ event_id: id }) => {
      if (id === 'EvBroken') throw new Error('the database is away');
      return id === 'EvForeign' ? null : { answer: undefined };
    };
    slack.send('E1', 'events_api', event('EvBroken'));
    slack.send('E2', 'events_api', event('EvForeign'));
    slack.send('E3', 'events_api', event('EvGood'));
    await acknowledged('E3');
    expect(slack.acknowledged.map((each) => each.envelope_id)).toEqual(['E3']);
  });

  it('opens another socket when its own breaks', async () => {
    keep();
    await opened();
    slack.cut();
    await until('the next socket', () => (slack.opened() > 1 ? true : undefined));
    await opened(2);
    slack.send('E1', 'events_api', event('Ev1'));
    await acknowledged('E1');
  });

  // `ratelimited` is what the library would wait for by itself; `invalid_auth` is what it would then throw where nobody catches it.
  it.each(['invalid_auth', 'ratelimited', 'internal_error'])(
    'refused with %s at start, it alarms where somebody has to act, and opens as soon as Slack lets it',
    async (error) => {
      slack.refuse(error);
      keep();
      await until('it was refused', () => reach.includes(error) || undefined);
      expect(alarms).toEqual(error === 'invalid_auth' ? [error] : []);
      slack.refuse(null);
      await opened();
      slack.send('E1', 'events_api', event('Ev1'));
      await acknowledged('E1');
    },
  );

  it('refused when it opens again, it fails with nobody and is open again later', async () => {
    const unwatched: unknown[] = [];
    const watch = (reason: unknown) => void unwatched.push(reason);
    process.on('unhandledRejection', watch);
    onTestFinished(() => void process.off('unhandledRejection', watch));
    keep();
    await opened();
    slack.refuse('token_revoked');
    slack.cut();
    await until('it was refused twice', () => reach.filter((each) => each === 'token_revoked').length >= 2 || undefined, 15_000);
    slack.refuse(null);
    await opened(2);
    expect(unwatched).toEqual([]);
  });

  it('that is closed as soon as it opens is opened after growing pauses, not without end', async () => {
    keep();
    await opened();
    const before = slack.asked();
    const end = Date.now() + 1000;
    let cut = 0;
    while (Date.now() < end) {
      if (slack.opened() > cut) {
        cut = slack.opened();
        slack.cut();
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(slack.asked() - before).toBeLessThanOrEqual(4);
  });
});
