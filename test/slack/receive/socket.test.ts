import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { socketOpener } from '../../../src/slack/receive/socket.ts';
import { silentLog } from '../../support/log.ts';
import { type SlackSocket, startSlackSocket } from '../../support/slack-socket.ts';
import { until } from '../../support/until.ts';

let slack: SlackSocket;
let end: () => Promise<void>;
let heard: Record<string, unknown>[];
let answer: (body: Record<string, unknown>) => Promise<{ answer: unknown } | null>;

beforeEach(async () => {
  heard = [];
  answer = async () => ({ answer: undefined });
  slack = await startSlackSocket();
  end = await socketOpener({ appToken: 'xapp-1-okno-test', apiUrl: slack.apiUrl, log: silentLog })((body) => {
    heard.push(body);
    return answer(body);
  });
});
afterEach(async () => {
  await end();
  await slack.close();
});

const event = (id: string) => ({ type: 'event_callback', event_id: id, event: { type: 'message' } });
const acknowledged = (id: string) => until(`${id} is acknowledged`, () => slack.acknowledged.find((each) => each.envelope_id === id));

describe('Socket Mode', () => {
  it('brings events, commands and taps to the same hands, and takes their answers back', async () => {
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
    slack.cut();
    await until('the next socket', () => (slack.opened() > 1 ? true : undefined));
    slack.send('E1', 'events_api', event('Ev1'));
    await acknowledged('E1');
  });
});
