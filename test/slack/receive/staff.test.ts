import { afterEach, describe, expect, it } from 'vitest';
import { slackLimits } from '../../../scripts/support/messenger-limits.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { answersError, rateLimited } from '../../support/slack-faults.ts';
import { until } from '../../support/until.ts';
import { channel, type Stage, stage, type Thread } from '../stage.ts';

let on: Stage;
afterEach(() => on.close());

const staffOf = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `Person${i}` }));
const answers = async ({ window }: Thread) =>
  (await on.house.world.thread(window)).filter((each) => each.author === 'specialist').map((each) => [each.audience, each.body.text]);

describe('the staff in Slack', () => {
  it('is recognised at once, however many they are, within what Slack allows', async () => {
    on = await stage({ specialists: staffOf(125) }, {}, { limits: slackLimits() });
    const thread = await on.thread('Person124');
    await on.writes(slackUserOf('Person124'), thread, 'Good morning');
    expect(await answers(thread)).toEqual([['client', 'Good morning']]);
    expect(on.slack.callsOf('users.list').length).toBe(1);
    expect(on.slack.callsOf('users.info').length + on.slack.callsOf('users.lookupByEmail').length).toBe(0);
  });

  it('that Slack does not list is asked about one by one, and nobody twice because it would not say about another', async () => {
    on = await stage(
      { specialists: staffOf(5) },
      {},
      {
        before: (slack) => {
          slack.fail(answersError('missing_scope'), { method: 'users.list', times: 100 });
          slack.fail(rateLimited(1), { method: 'users.lookupByEmail', times: 1 });
        },
      },
    );
    const asked = on.slack.callsOf('users.lookupByEmail').map((each) => each.args['email']);
    expect(asked).toHaveLength(6);
    expect(new Set(asked).size).toBe(5);
  });

  it('is never taken for a guest because Slack will not say: their words come again, and reach the client', async () => {
    on = await stage({ specialists: [{ name: 'Olga' }] });
    const olga = slackUserOf('Olga');
    const thread = await on.thread('Olga');
    await on.event({ type: 'user_change', user: { id: olga } });
    on.slack.fail(rateLimited(1), { method: 'users.info' });
    const event = { type: 'message', channel, user: olga, text: 'Tuesday', ts: on.slack.workspace.nextTs(), thread_ts: thread.root };
    expect((await on.event(event, 'EvTuesday')).status).toBe(503);
    expect(await answers(thread)).toEqual([]);
    await until('Slack sends it again, and says who wrote it', async () => (await on.event(event, 'EvTuesday')).ok || undefined);
    expect(await answers(thread)).toEqual([['client', 'Tuesday']]);
    expect(on.told(olga)).toEqual([]);
  });
});
