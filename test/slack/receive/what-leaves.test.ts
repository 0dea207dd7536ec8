import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackUserOf } from '../../support/slack-calls.ts';
import { until } from '../../support/until.ts';
import { channel, keepThread, type Stage, stage, type Thread } from '../stage.ts';

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
    .map((each) => [each.audience, each.body.text]);
const heldId = async (ts: string) =>
  (await on.house.world.db.query<{ id: string }>('select id from slack_held where ts = $1::text', [ts]))[0]?.id;
const edits = (thread: Thread, user: string, ts: string, text: string) =>
  on.event({
    type: 'message',
    subtype: 'message_changed',
    channel,
    ts: on.slack.workspace.nextTs(),
    message: { type: 'message', user, text, ts, thread_ts: thread.root, edited: { user, ts: on.slack.workspace.nextTs() } },
  });
const takes = (user: string, thread: Thread, value: unknown = '') =>
  on.taps(user, { action_id: 'okno_take', value: typeof value === 'string' ? value : JSON.stringify(value) }, under(thread));
const settle = (thread: Thread, status: 'sent' | 'dead') =>
  on.house.world.db.query(
    `update outbox set status = $3::text, reason = case when $3::text = 'dead' then 'blocked' end, done_at = $2::text::timestamptz
      where window_id = $1::text::uuid and audience = 'client' and status = 'waiting'`,
    [thread.window, on.house.world.clock.at.toISOString(), status],
  );
const marksAt = (ts: string) => on.slack.workspace.channels.get(channel)?.messages.find((each) => each.ts === ts)?.reactions;

describe('by a later tap leaves', () => {
  it('what a head wrote as it stands then, and nothing once it is marked or gone', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(hanna, thread, 'We are sory');
    await edits(thread, hanna, ts, 'We are sorry');
    await on.taps(hanna, { action_id: 'okno_send', value: await heldId(ts) }, under(thread));
    expect(await said(thread)).toEqual([
      ['internal', 'We are sorry'],
      ['client', 'We are sorry'],
    ]);
    const { ts: other } = await on.writes(hanna, thread, 'They are difficult');
    await edits(thread, hanna, other, '// They are difficult');
    await on.taps(hanna, { action_id: 'okno_send', value: await heldId(other) }, under(thread));
    expect((await said(thread)).at(-1)).toEqual(['internal', 'They are difficult']);
    const gone = { type: 'message', subtype: 'message_deleted', channel, deleted_ts: ts, previous_message: { thread_ts: thread.root } };
    await on.event(gone);
    expect(await said(thread)).toEqual([['internal', 'They are difficult']]);
  });

  it('nothing of somebody who was taken over from: it is kept inside, as they are told', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, `<@${pavel}> knows`);
    await takes(pavel, thread);
    await on.hears(olga, /Pavel is in charge of this conversation now/);
    await on.taps(olga, { action_id: 'okno_send', value: await heldId(ts) }, under(thread));
    expect(await said(thread)).toEqual([['internal', 'Pavel knows']]);
    await on.hears(olga, /the message stayed inside/);
  });

  it('nothing where the conversation has moved on, and its author is told where', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, `<@${pavel}> knows`);
    await keepThread(on.house, { conversation: thread.conversation, root: '1700000000.000200' });
    await on.taps(olga, { action_id: 'okno_send', value: await heldId(ts) }, under(thread));
    expect(await said(thread)).toEqual([]);
    await on.hears(olga, /another thread.*p1700000000000200/);
  });
});

describe('what is written where a thread stood before', () => {
  it('is refused, with a link to where it stands now', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, 'Tuesday');
    await on.house.world.db.query(
      `insert into slack_thread_former (channel, root_ts, thread_id) select channel, root_ts, id from slack_thread where root_ts = $1::text`,
      [thread.root],
    );
    await on.house.world.db.query(`update slack_thread set root_ts = '1700000000.000300' where root_ts = $1::text`, [thread.root]);
    await on.writes(olga, thread, 'Into the void');
    await edits(thread, olga, ts, 'Never');
    expect(await said(thread)).toEqual([['client', 'Tuesday']]);
    await on.hears(olga, /was not passed on.*p1700000000000300/);
    await on.hears(olga, /still sees the former words.*p1700000000000300/);
  });
});

describe('a mark', () => {
  it('stays with a message that is changed at once, whether it arrives or not', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, 'Good mornign');
    await edits(thread, olga, ts, 'Good morning');
    await settle(thread, 'sent');
    await until('the mark', () => marksAt(ts)?.get('white_check_mark'));
    const { ts: lost } = await on.writes(olga, thread, 'Are you threre?');
    await edits(thread, olga, lost, 'Are you there?');
    await settle(thread, 'dead');
    await until('the other mark', () => marksAt(lost)?.get('x'));
    expect(JSON.stringify(await on.hears(olga, /blocked/))).toContain(`${lost}/`);
  });

  it('is none where a file did not follow: its author is told which', async () => {
    const thread = await on.thread('Olga');
    const files = [
      { id: 'F0DRIVE', name: 'plan.gdoc', mode: 'external', is_external: true, mimetype: 'application/vnd.google-apps.document' },
      { id: 'F0GONE', name: 'gone.pdf', mode: 'tombstone' },
      { id: 'F0FILM', name: 'film.mov', mimetype: 'video/quicktime', size: 90_000_000 },
    ];
    const { ts } = await on.writes(olga, thread, 'Here is the plan', { subtype: 'file_share', files });
    await settle(thread, 'sent');
    await on.hears(olga, /plan\.gdoc, gone\.pdf, film\.mov/);
    expect(marksAt(ts)?.size).toBe(0);
  });

  it('is none where something could not be read, and a failure still has one', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, 'Look', { attachments: [{ is_share: true, text: 'from elsewhere' }] });
    await on.hears(olga, /Only the words went to the client/);
    await settle(thread, 'dead');
    await until('the mark', () => marksAt(ts)?.get('x'));
  });
});

describe('what cannot be read', () => {
  it.each([
    ['a forward', { attachments: [{ is_share: true, is_msg_unfurl: true, text: 'from elsewhere' }] }],
    ['a rich text of a kind nobody knows', { blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_hologram', elements: [] }] }] }],
    ['files that cannot follow', { subtype: 'file_share', files: [{ id: 'F0D', name: 'plan.gdoc', mode: 'external' }] }],
  ])('%s without words goes nowhere, and its author is told', async (_, more) => {
    const thread = await on.thread('Olga');
    const before = on.told(olga).length;
    const { ts } = await on.writes(olga, thread, '', more);
    await until('they are told', () =>
      on
        .told(olga)
        .slice(before)
        .find((each) => /nothing in this message that can be passed on/.test(JSON.stringify(each))),
    );
    expect(await said(thread)).toEqual([]);
    expect(marksAt(ts)?.size).toBe(0);
  });

  it('is read from Slack’s own plain rendering where there is one', async () => {
    const thread = await on.thread('Olga');
    const blocks = [{ type: 'rich_text', elements: [{ type: 'rich_text_hologram', elements: [] }] }];
    await on.writes(olga, thread, 'Words of the hologram', { blocks });
    expect(await said(thread)).toEqual([['client', 'Words of the hologram']]);
  });
});

describe('“Send again”', () => {
  it('sends once, however often it is tapped, and says what became of it after a takeover', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, 'Will not come');
    await settle(thread, 'dead');
    const prompt = JSON.stringify(await on.hears(olga, new RegExp(`${ts}/`)));
    const value = new RegExp(`${ts}/\\d+`).exec(prompt)?.[0] ?? '';
    const again = () => on.taps(olga, { action_id: 'okno_retry', value }, under(thread));
    await again();
    await again();
    expect(await said(thread)).toHaveLength(2);
    await on.hears(olga, /nothing to send again/);
    await settle(thread, 'dead');
    await takes(pavel, thread);
    await on.taps(olga, { action_id: 'okno_retry', value: ts }, under(thread));
    await on.hears(olga, /was not sent again/);
    expect(await said(thread)).toHaveLength(2);
  });
});

describe('of two who take a conversation at once', () => {
  it('the second is asked, and the first is told', async () => {
    const thread = await on.thread('Hanna');
    const seen = { c: thread.conversation, s: on.house.world.specialist('Hanna') };
    await takes(olga, thread, seen);
    await takes(pavel, thread, seen);
    const [row] = await on.house.world.conversations(thread.window);
    expect(row?.specialistId).toBe(on.house.world.specialist('Olga'));
    await on.hears(olga, /Pavel wanted to take this conversation too/);
    const asked = await on.hears(pavel, /Take it over all the same/);
    const value = /"value":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(asked))?.[1]?.replaceAll('\\"', '"') ?? '';
    await takes(pavel, thread, value);
    expect((await on.house.world.conversations(thread.window))[0]?.specialistId).toBe(on.house.world.specialist('Pavel'));
  });
});

describe('a mention', () => {
  it('of anybody reaches the client as a name, whether Okno knows them or not', async () => {
    const thread = await on.thread('Olga');
    // Nothing in a name turns what stands around it.
    on.slack.workspace.users.set('U0ZOE', { id: 'U0ZOE', name: '\u202eZoe\n\u2066' });
    const elements = [
      { type: 'user', user_id: 'U0ZOE' },
      { type: 'text', text: ' and ' },
      { type: 'user', user_id: 'U0LIST' },
      { type: 'text', text: ' in ' },
      { type: 'channel', channel_id: 'C0LAB' },
    ];
    const blocks = [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
    const { ts } = await on.writes(olga, thread, '<@U0ZOE> and <@U0LIST|Liza> in <#C0LAB|lab>', { blocks });
    await on.taps(olga, { action_id: 'okno_send', value: await heldId(ts) }, under(thread));
    expect(await said(thread)).toEqual([['client', 'Zoe and Liza in #lab']]);
  });
});

describe('somebody of a sister workspace of the organisation', () => {
  it('is no guest', async () => {
    const thread = await on.thread('Pavel');
    const { team } = on.slack.workspace;
    on.slack.workspace.users.set(pavel, { id: pavel, name: 'Pavel', team_id: 'T0SISTER', enterprise_user: { teams: ['T0SISTER', team] } });
    await on.event({ type: 'user_change', user: { id: pavel } });
    await on.writes(pavel, thread, 'From next door', { user_team: 'T0SISTER' });
    expect(await said(thread)).toEqual([['client', 'From next door']]);
  });
});

describe('a view that Slack does not show', () => {
  it.each(['okno_transfer', 'okno_more'])('after %s is a private word, and no failure', async (action) => {
    const thread = await on.thread('Olga');
    on.slack.fail({ type: 'error', error: 'expired_trigger_id' }, { method: 'views.open' });
    const answer = await on.taps(olga, { action_id: action, value: `promise:${thread.conversation}` }, under(thread));
    expect(answer.status).toBe(200);
    await on.hears(olga, /could not be opened in time/);
  });

  it('because it was changed meanwhile is one too, also where it belongs to no thread', async () => {
    on.slack.fail({ type: 'error', error: 'hash_conflict' }, { method: 'views.update' });
    const about = JSON.stringify({ conversation: '', channel: null, threadTs: null });
    const view = { id: 'V9', type: 'modal', hash: 'h', callback_id: 'okno_log_view', private_metadata: about, state: { values: {} } };
    const answer = await on.taps(olga, { action_id: 'okno_answer', selected_option: { value: 'x' } }, { view });
    expect(answer.status).toBe(200);
    const direct = () => on.slack.callsOf('chat.postMessage').find((each) => /choose once more/.test(JSON.stringify(each.args)));
    expect((await until('they are told', direct)).args['channel']).toBe(olga);
  });

  it('of the command is answered in words', async () => {
    on.slack.fail({ type: 'error', error: 'expired_trigger_id' }, { method: 'views.open' });
    const answer = await on.command(olga, 'log');
    expect(await answer.text()).toMatch(/could not be opened in time/);
  });
});
