import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dueTimers } from '../../../src/db/turns/due.ts';
import { json } from '../../http/house.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { conversationOf } from '../../support/world.ts';
import { channel, keepThread, type Stage, stage, type Thread } from '../stage.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({ specialists: [{ name: 'Olga' }, { name: 'Pavel' }] });
});
afterAll(() => on.close());

const olga = slackUserOf('Olga');
const spoken = async ({ window }: Thread) =>
  (await on.house.world.thread(window)).filter((each) => each.author === 'specialist').map((each) => [each.audience, each.body.text]);

describe('in a doubt nothing reaches the client', () => {
  it('when the stand-in takes over while an answer is on its way: its author is told that it stayed inside', async () => {
    const { world, engine } = on.house;
    const client = world.stranger();
    const conversation = conversationOf(await client.says('operator'));
    const [row] = await world.conversations(client.window);
    const late = row?.specialistId === world.specialist('Olga') ? 'Olga' : 'Pavel';
    const thread: Thread = { conversation, window: client.window, root: on.slack.workspace.nextTs() };
    await keepThread(on.house, { conversation, root: thread.root });
    on.meanwhile(async () => {
      world.clock.at = new Date(world.clock.at.getTime() + 5 * 60_000);
      const due = await dueTimers(world.db, world.clock.at, 100);
      await Promise.all(due.map((each) => engine.submit({ type: 'timer-due', ...each })));
    });
    await on.writes(slackUserOf(late), thread, 'Here I am');
    await on.hears(slackUserOf(late), /went to somebody else/);
    expect(await spoken(thread)).toEqual([['internal', 'Here I am']]);
  });

  it('when a message is changed in a thread the conversation has left', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, 'Tuesday');
    await on.house.world.db.query('update slack_thread set ended_at = now() where root_ts = $1::text', [thread.root]);
    const message = { type: 'message', user: olga, text: 'Never', ts, thread_ts: thread.root, edited: { user: olga, ts: '1800000000.1' } };
    await on.event({ type: 'message', subtype: 'message_changed', channel, ts: '1800000000.2', message });
    await on.hears(olga, /goes on in another thread, so the client/);
    expect(await spoken(thread)).toEqual([['client', 'Tuesday']]);
  });

  it.each([
    ['changes', { subtype: 'message_changed' }],
    ['deletes', { subtype: 'message_deleted' }],
  ])('when somebody who has left %s what they wrote, though nobody was told of it yet', async (_, { subtype }) => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, 'It costs 100');
    const { db } = on.house.world;
    await db.query(`update specialist set left_at = now() where name = 'Olga'`);
    const edited = { user: olga, ts: '1800000000.1' };
    const message = { type: 'message', user: olga, text: 'It costs nothing', ts, thread_ts: thread.root, edited };
    const what = subtype === 'message_changed' ? { message } : { deleted_ts: ts, previous_message: { thread_ts: thread.root } };
    await on.event({ type: 'message', subtype, channel, ts: '1800000000.2', ...what });
    await db.query(`update specialist set left_at = null where name = 'Olga'`);
    expect(await spoken(thread)).toEqual([['client', 'It costs 100']]);
  });

  it('when somebody has become a guest: neither words, nor taps, nor commands of theirs do anything', async () => {
    const thread = await on.thread('Olga');
    const user = on.slack.workspace.users.get(olga);
    on.slack.workspace.users.set(olga, { id: olga, name: 'Olga', is_restricted: true });
    await on.event({ type: 'user_change', user: { id: olga, is_restricted: true } });
    const before = on.submitted.length;
    await on.taps(olga, { action_id: 'okno_resolve', value: '{}' }, { container: { channel_id: channel, message_ts: thread.root } });
    await on.hears(olga, /nothing for guests/);
    expect(await json(await on.command(olga, 'console'))).toMatchObject({ text: expect.stringMatching(/nothing for guests/) });
    expect(on.submitted).toHaveLength(before);
    await on.writes(olga, thread, 'From outside');
    expect(await spoken(thread)).toEqual([['internal', 'From outside']]);
    if (user !== undefined) on.slack.workspace.users.set(olga, user);
    await on.event({ type: 'user_change', user: { id: olga } });
  });
});

describe('Slack tells of itself', () => {
  it('a card whose replies stay leaves a tombstone: its thread begins anew', async () => {
    const thread = await on.thread('Olga');
    const message = { type: 'message', subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.', ts: thread.root };
    await on.event({ type: 'message', subtype: 'message_changed', channel, ts: '1800000000.3', hidden: true, message });
    expect(on.rebuilt.at(-1)).toMatchObject({ why: 'no-root' });
  });

  it('that the app’s token is gone: an administrator is told; of somebody’s own token nobody is', async () => {
    await on.event({ type: 'tokens_revoked', tokens: { oauth: ['U0SOMEBODY'], bot: [] } });
    await on.event({ type: 'tokens_revoked', tokens: { oauth: [], bot: [on.slack.workspace.botUser] } });
    expect(on.alarms).toEqual(['token_revoked']);
  });

  it('when Slack calls a message something no index can hold', async () => {
    const thread = await on.thread('Olga');
    const ts = randomBytes(5000).toString('hex');
    const answer = await on.event({ type: 'message', channel, user: olga, ts, thread_ts: thread.root, text: 'Which one?' });
    expect(answer.status).toBe(200);
    expect(await spoken(thread)).toEqual([]);
  });
});
