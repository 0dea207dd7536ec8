import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from '../../http/house.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { until } from '../../support/until.ts';
import { channel, type Stage, stage, type Thread } from '../stage.ts';

const crowd = Array.from({ length: 103 }, (_, n) => ({ name: `Member${n}`, department: 'finance' }));

let on: Stage;
beforeAll(async () => {
  on = await stage({ specialists: [{ name: 'Olga' }, { name: 'Pavel' }, { name: 'Sonya', department: 'sales' }, ...crowd] });
});
afterAll(() => on.close());

const [olga, sonya] = [slackUserOf('Olga'), slackUserOf('Sonya')];
const under = (thread: Thread) => ({ container: { channel_id: channel, message_ts: thread.root } });
const opened = () => on.slack.workspace.views.at(-1)?.view as unknown as View;

interface View {
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly blocks: readonly {
    readonly block_id: string;
    readonly element: { readonly option_groups?: readonly { options: readonly unknown[] }[] };
  }[];
}

const chosen = (value: string) => ({ value: { selected_option: { value } } });
const typed = (value: string) => ({ value: { value } });
const picked = (at: Date) => ({ value: { selected_date_time: Math.round(at.getTime() / 1000) } });
const send = (user: string, view: View, values: Record<string, unknown>) =>
  on.sends(user, { callback_id: view.callback_id, private_metadata: view.private_metadata, state: { values } });
const inHours = (hours: number) => new Date(on.house.world.clock.at.getTime() + hours * 3_600_000);
const last = () => on.submitted.at(-1);

describe('the card', () => {
  it('gives a conversation to whoever takes it, once', async () => {
    const thread = await on.thread('Olga');
    const tap = { action_id: 'okno_take', value: JSON.stringify({ c: thread.conversation }), action_ts: '9.1' };
    await on.taps(slackUserOf('Pavel'), tap, under(thread));
    const [row] = await on.house.world.conversations(thread.window);
    expect(row?.specialistId).toBe(on.house.world.specialist('Pavel'));
    await on.taps(slackUserOf('Pavel'), { ...tap, action_ts: '9.2' }, under(thread));
    await on.hears(slackUserOf('Pavel'), /yours already|уже у вас/);
  });

  it('resolves; who may not is told in words', async () => {
    const thread = await on.thread('Olga');
    await on.taps(slackUserOf('Pavel'), { action_id: 'okno_resolve', value: '' }, under(thread));
    await on.hears(slackUserOf('Pavel'), /Only the person in charge|Это может только/);
    // The client waits: why they need no answer is asked in the same step, the usual reasons one tap away.
    await on.taps(olga, { action_id: 'okno_resolve', value: '' }, under(thread));
    expect((await on.house.world.conversations(thread.window))[0]?.status).toBe('waiting-on-us');
    await send(olga, opened(), { usual: chosen('They said thank you, there is nothing to answer') });
    expect(last()).toMatchObject({ command: { type: 'resolve', reason: expect.stringMatching(/thank you|поблагодарил/) } });
    expect((await on.house.world.conversations(thread.window))[0]?.status).toBe('resolved');
  });

  it('is nothing to somebody of another department', async () => {
    const thread = await on.thread('Olga');
    await on.taps(sonya, { action_id: 'okno_take', value: '' }, under(thread));
    await on.hears(sonya, /no such conversation|Такого обращения нет/);
  });
});

describe('a transfer', () => {
  it('is asked for in a view, with people and their places, however many', async () => {
    const thread = await on.thread('Olga');
    await on.taps(olga, { action_id: 'okno_transfer', value: '' }, under(thread));
    expect(JSON.stringify(opened())).toMatch(/Pavel · \d+ open, \d+ places left/);
    const view = {
      ...opened(),
      id: 'V1',
      type: 'modal',
      state: { values: { department: { okno_department: { selected_option: { value: 'finance' } } } } },
    };
    await on.taps(olga, { action_id: 'okno_department', selected_option: { value: 'finance' } }, { view });
    const people = opened().blocks.find((each) => each.block_id === 'person:finance');
    expect(people?.element.option_groups?.map((each) => each.options.length)).toEqual([1, 100, 3]);
    expect(on.slack.mistakes).toEqual([]);
  });

  it('goes to sales with a reason, a summary and a meeting', async () => {
    const thread = await on.thread('Olga');
    await on.taps(olga, { action_id: 'okno_transfer', value: '' }, under(thread));
    const at = inHours(48);
    const answer = await send(olga, opened(), {
      department: { okno_department: { selected_option: { value: 'sales' } } },
      'person:sales': chosen(on.house.world.specialist('Sonya')),
      reason: typed('Forty seats'),
      summary: typed('Wants a demo'),
      'meeting-at': picked(at),
      'meeting-text': typed('A demo'),
    });
    expect(await answer.text()).toBe('');
    expect(last()).toMatchObject({
      command: { type: 'transfer', department: 'sales', reason: 'Forty seats', summary: 'Wants a demo', meeting: { text: 'A demo' } },
    });
    expect((await on.house.world.conversations(thread.window))[0]?.specialistId).toBe(on.house.world.specialist('Sonya'));
  });

  it('without a reason is sent back with what is missing', async () => {
    const thread = await on.thread('Olga');
    await on.taps(olga, { action_id: 'okno_transfer', value: '' }, under(thread));
    const answer = await send(olga, opened(), {
      department: { okno_department: { selected_option: { value: 'sales' } } },
      reason: typed(' '),
    });
    expect(await json(answer)).toMatchObject({ response_action: 'errors', errors: { reason: expect.any(String) } });
  });
});

describe('under “More”', () => {
  const more = async (matter: string, thread: Thread) => {
    const option = { value: `${matter}:${thread.conversation}` };
    await on.taps(olga, { action_id: 'okno_more', type: 'overflow', selected_option: option }, under(thread));
    return opened();
  };

  it('a time is promised', async () => {
    const thread = await on.thread('Olga');
    await send(olga, await more('promise', thread), { until: picked(inHours(1)) });
    expect(last()).toMatchObject({ conversation: thread.conversation, command: { type: 'promise', until: inHours(1) } });
  });

  it('an answer is waived', async () => {
    const thread = await on.thread('Olga');
    await send(olga, await more('waive', thread), { reason: typed('Only thanks') });
    expect(last()).toMatchObject({ command: { type: 'waive', reason: 'Only thanks' } });
  });

  it('finance comes in beside', async () => {
    const thread = await on.thread('Olga');
    await send(olga, await more('finance', thread), { how: chosen('beside'), reason: typed('The March invoice') });
    expect(last()).toMatchObject({ command: { type: 'beside', track: 'finance', reason: 'The March invoice' } });
  });

  it('and the topic is set', async () => {
    const thread = await on.thread('Olga');
    await send(olga, await more('topic', thread), { topic: chosen('problem') });
    expect(last()).toMatchObject({ command: { type: 'topic', topic: 'problem' } });
  });

  it('or is asked inside, where the client sees nothing', async () => {
    const thread = await on.thread('Olga');
    await send(olga, await more('finance', thread), { how: chosen('inside'), reason: typed('Have they paid?') });
    expect(last()).toMatchObject({ command: { type: 'ask-finance', question: 'Have they paid?' } });
    const tasks = await on.house.world.db.query(`select text, kind from task where conversation_id = $1::text::uuid`, [
      thread.conversation,
    ]);
    expect(tasks).toEqual([{ text: 'Have they paid?', kind: 'finance' }]);
  });

  it('R4: a meeting becomes a task of sales, with its time, and there may be several', async () => {
    const thread = await on.thread('Olga');
    const view = await more('meeting', thread);
    expect(await (await send(olga, view, { at: picked(inHours(24)), minutes: typed('90'), text: typed('The contract') })).text()).toBe('');
    expect(await (await send(olga, view, { at: picked(inHours(30)), text: typed('Once more') })).text()).toBe('');
    const past = await send(olga, view, { at: picked(inHours(-24)) });
    expect(await json(past)).toMatchObject({ response_action: 'errors', errors: { at: expect.any(String) } });
    for (const length of ['soon', '90.5', '4', '1441', '9e99']) {
      const wrong = await send(olga, view, { at: picked(inHours(24)), minutes: typed(length) });
      expect(await json(wrong)).toMatchObject({ response_action: 'errors', errors: { minutes: expect.any(String) } });
    }
    for (const seconds of [2 ** 40, -(2 ** 40), 1e300]) {
      const never = await send(olga, view, { at: { value: { selected_date_time: seconds } } });
      expect(await json(never)).toMatchObject({ response_action: 'errors', errors: { at: expect.any(String) } });
    }
    const tasks = await on.house.world.db.query<{ text: string; key: string; from: Date; until: Date }>(
      `select t.text, d.key, t.starts_at as "from", t.ends_at as until from task t join department d on d.id = t.department_id
        where t.conversation_id = $1::text::uuid and t.kind = 'meeting' order by t.starts_at`,
      [thread.conversation],
    );
    expect(tasks).toEqual([
      { text: 'The contract', key: 'sales', from: inHours(24), until: inHours(25.5) },
      { text: 'Once more', key: 'sales', from: inHours(30), until: inHours(31) },
    ]);
  });

  it('the desk is a button away', async () => {
    const thread = await on.thread('Olga');
    await on.taps(olga, { action_id: 'okno_more', selected_option: { value: `open:${thread.conversation}` } }, under(thread));
    const said = await on.hears(olga, new RegExp(`https://desk.example/desk/.*${thread.conversation}`));
    // R4: with it what a card of many entries has no room for.
    expect(JSON.stringify(said)).toContain(`meeting:${thread.conversation}`);
    const button = { action_id: 'okno_more', type: 'button', value: `meeting:${thread.conversation}` };
    await on.taps(olga, button, { container: { type: 'message', is_ephemeral: true, channel_id: channel, message_ts: '1.1' } });
    expect(opened().callback_id).toBe('okno_meeting_view');
  });
});

describe('a Home', () => {
  it('shows what somebody has, and is kept up to date', async () => {
    await on.thread('Olga', 'Anybody home?');
    await on.event({ type: 'app_home_opened', user: olga, tab: 'home', channel: 'D1' });
    const home = await until('the Home', () => on.slack.workspace.homes.get(olga));
    expect(JSON.stringify(home)).toContain('My conversations');
    expect(on.slack.mistakes).toEqual([]);
  });

  it('lets somebody step away', async () => {
    await on.taps(sonya, { action_id: 'okno_availability_away', value: 'away' }, { view: { id: 'VHOME', type: 'home' } });
    await until('the Home says so', () =>
      JSON.stringify(on.slack.workspace.homes.get(sonya) ?? '').includes('*Away*') ? true : undefined,
    );
  });
});

describe('R4, R16: a Home', () => {
  const says = (words: string) => () => (JSON.stringify(on.slack.workspace.homes.get(sonya) ?? '').includes(words) ? true : undefined);
  const db = () => on.house.world.db;

  it('has one tap for a call, another while it lasts, and one for its end', async () => {
    await on.taps(sonya, { action_id: 'okno_availability_available', value: 'available' }, { view: { id: 'VHOME', type: 'home' } });
    await on.taps(sonya, { action_id: 'okno_call_on', value: 'on' }, { view: { id: 'VHOME', type: 'home' } });
    await until('the Home says so', says('*On a call*'));
    expect(
      await db().query(`select what from engagement where what = 'call' and until > $1::text::timestamptz`, [on.house.world.clock.at]),
    ).toHaveLength(1);
    await on.taps(sonya, { action_id: 'okno_call_off', value: 'off' }, { view: { id: 'VHOME', type: 'home' } });
    await until('the Home says so', says('*Available*'));
    expect(await db().query(`select what from engagement where what = 'call' and until > "from"`)).toEqual([]);
  });

  it('lists meetings, sets their time, and takes what came of them', async () => {
    const id = crypto.randomUUID();
    await db().query(
      `insert into task (id, kind, department_id, specialist_id, text, due_at, created_at)
       select $1::text::uuid, 'meeting', id, $2::text::uuid, 'Forty seats', now(), now() from department where key = 'sales'`,
      [id, on.house.world.specialist('Sonya')],
    );
    await on.event({ type: 'app_home_opened', user: sonya, tab: 'home', channel: 'D1' });
    await until('the Home lists it', says('Forty seats'));
    await on.taps(sonya, { action_id: 'okno_meeting_time', value: id }, { view: { id: 'VHOME', type: 'home' } });
    const longer = await send(sonya, opened(), { at: picked(inHours(24)), minutes: typed('a while') });
    expect(await json(longer)).toMatchObject({ response_action: 'errors', errors: { minutes: expect.any(String) } });
    expect(await (await send(sonya, opened(), { at: picked(inHours(24)), minutes: typed('30') })).text()).toBe('');
    const [timed] = await db().query<{ until: Date }>('select ends_at as until from task where id = $1::text::uuid', [id]);
    expect(timed?.until).toEqual(inHours(24.5));
    await on.taps(sonya, { action_id: 'okno_meeting_end', value: id }, { view: { id: 'VHOME', type: 'home' } });
    const view = opened();
    // Somebody of another department is not told that it exists.
    expect(await json(await send(olga, view, { result: chosen('held'), outcome: typed('x') }))).toMatchObject({
      response_action: 'errors',
    });
    await send(sonya, view, { result: chosen('cancelled'), outcome: typed('They moved away') });
    const [ended] = await db().query<object>('select result, outcome from task where id = $1::text::uuid', [id]);
    expect(ended).toEqual({ result: 'cancelled', outcome: 'They moved away' });
  });
});

it('every call was one that Slack would take', () => expect(on.slack.mistakes).toEqual([]));
