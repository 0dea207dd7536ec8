import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackUserOf } from '../../support/slack-calls.ts';
import { channel, type Stage, stage, type Thread } from '../stage.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({ specialists: [{ name: 'Olga' }, { name: 'Pavel' }, { name: 'Hanna', role: 'head', serves: false }] });
});
afterAll(() => on.close());

const [olga, pavel, hanna] = [slackUserOf('Olga'), slackUserOf('Pavel'), slackUserOf('Hanna')];
const under = (thread: Thread) => ({ container: { channel_id: channel, thread_ts: thread.root } });
const said = async ({ window }: Thread) =>
  (await on.house.world.thread(window))
    .filter((each) => each.author === 'specialist' && each.body.text !== '')
    .map((each) => `${each.audience}: ${each.body.text}`);
const held = async (ts: string) =>
  (await on.house.world.db.query<{ id: string; content: object }>('select id, content from slack_held where ts = $1::text', [ts]))[0];
const changed = (thread: Thread, text: string, ts: string, edited: string) => ({
  type: 'message',
  subtype: 'message_changed',
  channel,
  ts: '1700000000.000009',
  message: { type: 'message', user: olga, text, ts, thread_ts: thread.root, edited: { user: olga, ts: edited } },
});
const section = (...elements: object[]) => ({ blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }] });

describe('at once', () => {
  it('an event and its repeats, the first still under way, are one message', async () => {
    const thread = await on.thread('Olga');
    const ts = on.slack.workspace.nextTs();
    const event = { type: 'message', channel, user: olga, text: 'one', ts, thread_ts: thread.root };
    const answers = await Promise.all([0, 1, 2].map((n) => on.event(event, 'Ev0REPEATED', { event_time: n })));
    expect(answers.map((each) => each.status)).toEqual([200, 200, 200]);
    expect(await said(thread)).toEqual(['client: one']);
  });

  it('everybody taps everything, and its author marks it as words for colleagues: nothing of it reaches the client', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, `<@${pavel}> knows`);
    const value = (await held(ts))?.id;
    const seen = JSON.stringify({ c: thread.conversation, s: on.house.world.specialist('Olga') });
    const taps = [olga, pavel, hanna].flatMap((user) => [
      on.taps(user, { action_id: 'okno_take', value: seen }, under(thread)),
      on.taps(user, { action_id: 'okno_resolve', value: thread.conversation }, under(thread)),
      on.taps(user, { action_id: 'okno_send', value }, under(thread)),
      on.taps(user, { action_id: 'okno_keep', value }, under(thread)),
    ]);
    const answers = await Promise.all([...taps, on.event(changed(thread, '// knows', ts, '1700000050.000000'))]);
    expect(new Set(answers.map((each) => each.status))).toEqual(new Set([200]));
    expect(await said(thread)).toEqual(['internal: knows']);
    // It is a message by now: its words wait nowhere else.
    expect((await held(ts))?.content).toEqual({ text: '' });
  });

  it('a file without words waits after a colleague’s word as words do, and is sent once', async () => {
    const thread = await on.thread('Olga');
    await on.writes(pavel, thread, 'Send the plan');
    const files = [{ id: 'F0PLAN', name: 'plan.pdf', mimetype: 'application/pdf', size: 10 }];
    const { ts } = await on.writes(olga, thread, '', { subtype: 'file_share', files });
    const forClient = async () => (await on.house.world.thread(thread.window)).filter((each) => each.author === 'specialist').slice(1);
    expect(await forClient()).toEqual([]);
    const value = (await held(ts))?.id;
    await Promise.all(['okno_send', 'okno_send', 'okno_keep'].map((action_id) => on.taps(olga, { action_id, value }, under(thread))));
    expect(await forClient()).toMatchObject([{ audience: 'client', body: { attachments: [{ name: 'plan.pdf' }] } }]);
  });
});

it.each(['okno_send', 'okno_keep', 'okno_retry', 'okno_take', 'okno_late', 'okno_more', 'okno_transfer'])(
  'a tap on %s that carries nothing of ours is answered in words',
  async (action_id) => {
    for (const value of ['', 'x', '{}', 'null']) expect((await on.taps(olga, { action_id, value })).status).toBe(200);
  },
);

describe('what begins with the mark stays inside, whatever it looks like', () => {
  it.each([
    ['spaces before it', '\u00a0 ;; x', {}],
    ['what is not seen before it', '\u200b// x', {}],
    ['in bold', '*//* x', {}],
    ['as code', '```// x```', {}],
    ['as a quote', '&gt; // x', {}],
    ['in two pieces', '', section({ type: 'text', text: '/', style: { bold: true } }, { type: 'text', text: '/ x' })],
    ['with a file', ';; x', { subtype: 'file_share', files: [{ id: 'F0A', name: 'a.pdf', size: 10 }] }],
  ])('%s', async (_, text, more) => {
    const thread = await on.thread('Olga');
    await on.writes(olga, thread, text, more);
    expect(await said(thread)).toEqual(['internal: x']);
  });
});

describe('what turns to everybody waits, and rings at nobody', () => {
  it.each([
    ['plain', '<!channel|@channel> look', {}],
    ['rich, and nothing plain beside it', '', section({ type: 'broadcast', range: 'channel' }, { type: 'text', text: ' look' })],
  ])('%s', async (_, text, more) => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, text, more);
    expect(await said(thread)).toEqual([]);
    await on.taps(olga, { action_id: 'okno_send', value: (await held(ts))?.id }, under(thread));
    expect(await said(thread)).toEqual(['client: @channel look']);
    expect(JSON.stringify(on.slack.calls)).not.toMatch(/<!channel/);
  });
});
