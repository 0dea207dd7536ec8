import { afterAll, beforeAll, expect, it } from 'vitest';
import { hear, hearDeletion } from '../../../src/db/slack/heard.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { channel, type Stage, stage } from '../stage.ts';
import { assertAnyOrder, type Course, cast, endOf, eventsOf } from './message-course.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({ specialists: cast });
});
afterAll(() => on.close());

it(
  'what Slack tells of a message ends the same, whatever comes first and however often, and so do taps',
  () => assertAnyOrder(on, 12),
  120_000,
);

it('a message whose deletion came first never leaves, even where both come at once', async () => {
  const it = { states: ['plain'], isDeleted: true, tellsPrevious: true, author: slackUserOf('Olga'), tap: null } as const satisfies Course;
  const thread = await on.thread('Olga');
  const ts = on.slack.workspace.nextTs();
  const [message, deletion] = eventsOf(it, thread, ts);
  await on.event(deletion ?? {});
  await on.event(message ?? {});
  expect(await endOf(on, thread, ts)).toEqual({ said: [], held: [], leaving: 0 });
  const other = on.slack.workspace.nextTs();
  await Promise.all(eventsOf(it, thread, other).map((each) => on.event(each)));
  expect(await endOf(on, thread, other)).toEqual({ said: [], held: [], leaving: 0 });
});

it('what comes between reading and submitting, on another server, is followed afterwards', async () => {
  const { db } = on.house.world;
  const now = on.house.world.clock.at;
  const olga = slackUserOf('Olga');
  const writes = async (meanwhile: (spot: { channel: string; ts: string }) => Promise<unknown>) => {
    const thread = await on.thread('Olga');
    const ts = on.slack.workspace.nextTs();
    on.meanwhile(() => meanwhile({ channel, ts }));
    await on.event({ type: 'message', channel, user: olga, text: 'words', ts, thread_ts: thread.root });
    return endOf(on, thread, ts);
  };
  expect(await writes((spot) => hearDeletion(db, spot, now))).toEqual({ said: [], held: [], leaving: 0 });
  const marked = { editedTs: '1700000011.000000', isInside: true, mentions: false };
  expect(await writes((spot) => hear(db, spot, marked))).toEqual({ said: ['internal: words'], held: [], leaving: 0 });
});

it('what was let go before it is known that it had turned to colleagues waits for its tap after all', async () => {
  const states = ['plain', 'turned', 'plain'] as const;
  const thread = await on.thread('Olga');
  const ts = on.slack.workspace.nextTs();
  const it: Course = { states, isDeleted: false, tellsPrevious: false, author: slackUserOf('Olga'), tap: null };
  const [written, turned, plain] = eventsOf(it, thread, ts);
  for (const each of [plain, written, turned]) await on.event(each ?? {});
  expect(await endOf(on, thread, ts)).toEqual({ said: [], held: [{ why: 'mentions', text: 'words 2' }], leaving: 0 });
});
