import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackUserOf } from '../../support/slack-calls.ts';
import { until } from '../../support/until.ts';
import { channel, type Stage, stage, type Thread } from '../stage.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({ specialists: [{ name: 'Olga' }, { name: 'Pavel' }] });
  const { users } = on.slack.workspace;
  users.set('U0GUEST', { id: 'U0GUEST', name: 'Guest', is_restricted: true });
  users.set('U0FAR', { id: 'U0FAR', name: 'Far', team_id: 'T0FAR', is_stranger: true });
});
afterAll(() => on.close());

const [olga, pavel] = [slackUserOf('Olga'), slackUserOf('Pavel')];
const texts = async ({ window }: Thread) =>
  (await on.house.world.thread(window))
    .filter((each) => each.author === 'specialist')
    .map((each) => [each.audience, each.body?.text ?? null]);

const edit = (thread: Thread, ts: string, text: string, edited: string | null, more: Record<string, unknown> = {}) =>
  on.event({
    type: 'message',
    subtype: 'message_changed',
    channel,
    ts: on.slack.workspace.nextTs(),
    message: {
      type: 'message',
      user: olga,
      text,
      ts,
      thread_ts: thread.root,
      ...(edited === null ? {} : { edited: { user: olga, ts: edited } }),
      ...more,
    },
  });

/** As if everything for the client had left. */
const left = ({ window }: Thread) =>
  on.house.world.db.query(
    `update outbox set status = 'sent', done_at = $2::text::timestamptz where window_id = $1::text::uuid and audience = 'client'`,
    [window, on.house.world.clock.at.toISOString()],
  );
const heldId = async (ts: string) =>
  (await on.house.world.db.query<{ id: string }>('select id from slack_held where ts = $1::text', [ts]))[0]?.id ?? '';

describe('a change in a thread', () => {
  it('follows to the client; an older one that comes later does not', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, 'Tuesday');
    await edit(thread, ts, 'Wednesday', '1700000002.000000');
    expect(await texts(thread)).toEqual([['client', 'Wednesday']]);
    await edit(thread, ts, 'Thursday', '1700000001.000000');
    expect(await texts(thread)).toEqual([['client', 'Wednesday']]);
  });

  it('is none when Slack only shows the preview of a link', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, 'See <https://example.com>');
    const before = on.submitted.length;
    await edit(thread, ts, 'See <https://example.com>', null, { attachments: [{ title: 'Example' }] });
    expect(on.submitted).toHaveLength(before);
  });

  it('that comes before its message stands for it', async () => {
    const thread = await on.thread('Olga');
    const ts = on.slack.workspace.nextTs();
    await edit(thread, ts, 'Second thoughts', '1700000003.000000');
    await on.event({ type: 'message', channel, user: olga, text: 'First thoughts', ts, thread_ts: thread.root });
    expect(await texts(thread)).toEqual([['client', 'Second thoughts']]);
  });

  it('towards colleagues is not shown to the client, who still reads what has left', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, 'It costs 100');
    await left(thread);
    await edit(thread, ts, `<@${pavel}> does it cost 100?`, '1700000004.000000');
    expect(await texts(thread)).toEqual([['client', 'It costs 100']]);
    await on.hears(olga, /former words|прежний текст/);
  });

  it('towards colleagues takes back what has not left yet, and its author is asked', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, 'It costs 100');
    await edit(thread, ts, `<@${pavel}> does it cost 200?`, '1700000004.000000');
    expect(await texts(thread)).toEqual([['client', '']]);
    await on.taps(
      olga,
      { action_id: 'okno_send', value: await heldId(ts) },
      { container: { channel_id: channel, thread_ts: thread.root } },
    );
    expect(await texts(thread)).toEqual([
      ['client', ''],
      ['client', 'Pavel does it cost 200?'],
    ]);
  });

  it.each([
    ['//', false],
    ['//', true],
    [';;', true],
  ])('that marks it with %s takes it back from the client (who has it: %s), and keeps it inside', async (mark, isLeft) => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, 'They pay late');
    if (isLeft) await left(thread);
    await edit(thread, ts, `${mark} they always pay late`, '1700000004.000000');
    expect(await texts(thread)).toEqual([
      ['client', ''],
      ['internal', 'they always pay late'],
    ]);
    await on.hears(olga, isLeft ? /deleted at the client/ : /had not left yet/);
  });

  it('of a held message into one for colleagues keeps it inside: a tap after that sends nothing', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, `<@${pavel}> knows`);
    await edit(thread, ts, '// Pavel knows', '1700000005.000000');
    await on.taps(
      olga,
      { action_id: 'okno_send', value: await heldId(ts) },
      { container: { channel_id: channel, thread_ts: thread.root } },
    );
    expect(await texts(thread)).toEqual([['internal', 'Pavel knows']]);
  });

  it('of somebody who was taken over from does not reach the client', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, 'Tuesday');
    await on.taps(pavel, { action_id: 'okno_take', value: '' }, { container: { channel_id: channel, message_ts: thread.root } });
    await edit(thread, ts, 'Never', '1700000006.000000');
    expect(await texts(thread)).toEqual([['client', 'Tuesday']]);
    await on.hears(olga, /in charge now, so the client still sees/);
  });

  it('of a held message is what will be sent', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, `<@${pavel}> knows`);
    await edit(thread, ts, 'We know', '1700000005.000000');
    const rows = await on.house.world.db.query<{ content: { text: string } }>('select content from slack_held where ts = $1::text', [ts]);
    expect(rows[0]?.content.text).toBe('We know');
    expect(await texts(thread)).toEqual([]);
  });

  it('takes a message back, once', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, 'Not for you');
    const gone = { type: 'message', subtype: 'message_deleted', channel, deleted_ts: ts, previous_message: { thread_ts: thread.root } };
    await on.event(gone);
    await on.event(gone);
    const rows = (await on.house.world.thread(thread.window)).filter((each) => each.author === 'specialist');
    expect(rows.map((each) => each.body.text)).toEqual(['']);
  });

  it('that deletes the card begins the thread anew', async () => {
    const thread = await on.thread('Olga');
    await on.event({ type: 'message', subtype: 'message_deleted', channel, deleted_ts: thread.root, previous_message: {} });
    expect(on.rebuilt.at(-1)).toMatchObject({ why: 'no-root' });
  });
});

describe('never to a client goes', () => {
  const quiet = async (thread: Thread) => expect(await texts(thread)).toEqual([]);

  it('what our own app posted', async () => {
    const thread = await on.thread('Olga');
    const { botUser, botId } = on.slack.workspace;
    await on.writes(botUser, thread, 'Mirror', { bot_id: botId });
    await on.writes(botUser, thread, 'Mirror');
    await on.event({ type: 'message', subtype: 'bot_message', channel, bot_id: 'B0OTHER', text: 'Ads', ts: '2.1', thread_ts: thread.root });
    await quiet(thread);
  });

  it('what Slack says itself', async () => {
    const thread = await on.thread('Olga');
    await on.writes(olga, thread, 'has joined the channel', { subtype: 'channel_join' });
    await on.event({ type: 'message', channel, user: olga, text: 'outside of any thread', ts: '3.1' });
    await quiet(thread);
  });

  it.each(['U0NOBODY', 'U0GUEST', 'U0FAR'])('what %s writes, whom the desk does not know: they are told', async (user) => {
    const thread = await on.thread('Olga');
    await on.writes(user, thread, 'Hello dear client', user === 'U0FAR' ? { user_team: 'T0FAR' } : {});
    await on.hears(user, /Okno/);
    await quiet(thread);
  });

  it('what somebody in charge writes as a guest', async () => {
    const thread = await on.thread('Pavel');
    on.slack.workspace.users.set(pavel, { id: pavel, name: 'Pavel', is_ultra_restricted: true });
    await on.event({ type: 'user_change', user: { id: pavel, is_ultra_restricted: true } });
    await on.writes(pavel, thread, 'As a guest');
    expect(await texts(thread)).toEqual([['internal', 'As a guest']]);
    on.slack.workspace.users.set(pavel, { id: pavel, name: 'Pavel' });
    await on.event({ type: 'user_change', user: { id: pavel } });
    await on.writes(pavel, thread, 'As a member');
    expect((await texts(thread)).at(-1)).toEqual(['client', 'As a member']);
  });
});

describe('a file', () => {
  it('comes with its name, its bytes later; one that is too big is named all the same', async () => {
    const thread = await on.thread('Olga');
    const files = [
      { id: 'F0PLAN', name: 'plan.pdf', mimetype: 'application/pdf', size: 100 },
      { id: 'F0FILM', name: 'film.mov', mimetype: 'video/quicktime', size: 90_000_000 },
    ];
    await on.writes(olga, thread, '', { subtype: 'file_share', files });
    expect(on.submitted.at(-1)).toMatchObject({
      command: {
        type: 'reply',
        attachments: [
          { name: 'plan.pdf', size: 100, state: 'coming' },
          { name: 'film.mov', state: 'too-big' },
        ],
        fetches: [{ remote: 'F0PLAN' }],
      },
    });
  });
});

describe('somebody Slack knows no more', () => {
  it('is off duty, and whoever waits for them moves on', async () => {
    const thread = await on.thread('Olga');
    await on.event({ type: 'user_change', user: { id: olga, deleted: true } });
    const rows = await on.house.world.db.query<{ availability: string }>(
      `select availability from specialist where slack_user = $1::text`,
      [olga],
    );
    expect(rows[0]?.availability).toBe('off');
    await until('they move on', () => on.submitted.some((each) => each.type === 'not-there' && each.conversation === thread.conversation));
  });

  it('is found out too when nobody listened while Slack told of it', async () => {
    const thread = await on.thread('Pavel');
    const user = on.slack.workspace.users.get(pavel);
    if (user !== undefined) on.slack.workspace.users.set(pavel, { ...user, deleted: true });
    on.house.world.clock.at = new Date(on.house.world.clock.at.getTime() + 31 * 60_000);
    await until('they move on', () => on.submitted.some((each) => each.type === 'not-there' && each.conversation === thread.conversation));
  });
});
