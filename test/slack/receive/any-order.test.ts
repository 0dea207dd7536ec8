import { afterAll, beforeAll, expect, it } from 'vitest';
import { slackUserOf } from '../../support/slack-calls.ts';
import { type Stage, stage } from '../stage.ts';
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
