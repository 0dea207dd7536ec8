import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from '../../http/house.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { channel, type Stage, stage, type Thread } from '../stage.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({
    specialists: [
      { name: 'Olga' },
      { name: 'Pavel' },
      { name: 'Hanna', role: 'head', serves: false },
      { name: 'Sonya', department: 'sales' },
      { name: 'Ivan', department: 'sales' },
      { name: 'Hugo', department: 'sales', role: 'head', serves: false },
      { name: 'Dina', role: 'director', serves: false },
    ],
    heads: { client: 'Hanna', sales: 'Hugo' },
  });
});
afterAll(() => on.close());

const under = (thread: Thread) => ({ container: { channel_id: channel, message_ts: thread.root } });
const opened = () =>
  on.slack.workspace.views.at(-1)?.view as unknown as { readonly callback_id: string; readonly private_metadata: string };
const chosen = (value: string) => ({ value: { selected_option: { value } } });
const typed = (value: string) => ({ value: { value } });
const send = (user: string, view: { callback_id: string; private_metadata: string }, values: object) =>
  on.sends(user, { callback_id: view.callback_id, private_metadata: view.private_metadata, state: { values } });
const charge = async ({ window }: Thread) => (await on.house.world.conversations(window))[0]?.specialistId;
const person = (name: string) => on.house.world.specialist(name);
const say = (name: string, availability: string, until: Date | null) =>
  on.house.world.db.query(`update specialist set availability = $2::text, away_until = $3::text::timestamptz where name = $1::text`, [
    name,
    availability,
    until?.toISOString() ?? null,
  ]);

describe('R16: in Slack too, somebody away is given a conversation knowingly', () => {
  it('a transfer asks once more, with who, why and until when, and what was entered stays', async () => {
    const thread = await on.thread('Olga');
    const back = new Date(on.house.world.clock.at.getTime() + 3 * 3_600_000);
    await say('Pavel', 'away', back);
    await on.taps(slackUserOf('Olga'), { action_id: 'okno_transfer', value: '' }, under(thread));
    expect(JSON.stringify(opened())).toMatch(/away until/);
    const values = {
      department: { okno_department: { selected_option: { value: 'client' } } },
      'person:client': chosen(person('Pavel')),
      reason: typed('He knows them'),
    };
    const asked = await json<{ response_action: string; view: { callback_id: string; private_metadata: string } }>(
      await send(slackUserOf('Olga'), opened(), values),
    );
    expect(asked.response_action).toBe('update');
    expect(JSON.stringify(asked.view)).toMatch(/Pavel: away until .* The client would wait until/);
    expect(await charge(thread)).toBe(person('Olga'));
    expect(await (await send(slackUserOf('Olga'), asked.view, values)).text()).toBe('');
    expect(await charge(thread)).toBe(person('Pavel'));
    await say('Pavel', 'available', null);
    expect(on.slack.mistakes).toEqual([]);
  });

  it('a take asks, and its button takes it all the same', async () => {
    const thread = await on.thread('Olga');
    await say('Pavel', 'off', null);
    const tap = { action_id: 'okno_take', value: JSON.stringify({ c: thread.conversation, s: person('Olga') }), action_ts: '19.1' };
    await on.taps(slackUserOf('Pavel'), tap, under(thread));
    await on.hears(slackUserOf('Pavel'), /takes no conversations now/);
    expect(await charge(thread)).toBe(person('Olga'));
    const value = JSON.stringify({ c: thread.conversation, s: person('Olga'), k: ['off'] });
    await on.taps(slackUserOf('Pavel'), { ...tap, value, action_ts: '19.2' }, under(thread));
    expect(await charge(thread)).toBe(person('Pavel'));
    await say('Pavel', 'available', null);
  });
});

describe('R8: in Slack too, what goes to another department is accepted by its head', () => {
  it('a person who was wished for, from the card', async () => {
    const thread = await on.thread('Olga');
    await on.house.world.db.query(`update specialist_load set case_units = 3000 where specialist_id = $1::text::uuid`, [person('Ivan')]);
    const wish = { type: 'transfer', department: 'sales', specialist: person('Ivan'), reason: 'he knows them' } as const;
    await on.house.world.does('Olga', thread.conversation, wish);
    expect(await charge(thread)).toBe(person('Sonya'));
    const value = JSON.stringify({ c: thread.conversation, s: person('Sonya') });
    await on.taps(slackUserOf('Hugo'), { action_id: 'okno_accept', value, action_ts: '29.1' }, {});
    await expect.poll(() => charge(thread)).toBe(person('Ivan'));
  });

  it('a client gets another owner from the thread, by its head at once, and it is undone there', async () => {
    const thread = await on.thread('Olga');
    const owner = async () =>
      (
        await on.house.world.db.query<{ name: string }>(
          `select s.name from conversation c join ownership o on o.client_id = c.client_id and o.until is null
             join specialist s on s.id = o.specialist_id where c.id = $1::text::uuid`,
          [thread.conversation],
        )
      )[0]?.name;
    const before = await owner();
    const to = before === 'Pavel' ? 'Olga' : 'Pavel';
    await on.taps(slackUserOf('Hanna'), { action_id: 'okno_owner', value: JSON.stringify({ c: thread.conversation }) }, under(thread));
    expect(opened().callback_id).toBe('okno_owner_view');
    const answer = await json<{ view: object }>(
      await send(slackUserOf('Hanna'), opened(), {
        department: { okno_owner_department: { selected_option: { value: 'client' } } },
        'owner:client': chosen(person(to)),
        reason: typed('Knows their trade'),
      }),
    );
    expect(await owner()).toBe(to);
    const undo = /\{\\"client\\":[^}]*\}/.exec(JSON.stringify(answer.view))?.[0].replaceAll('\\"', '"') ?? '';
    await on.taps(slackUserOf('Hanna'), { action_id: 'okno_owner_undo', value: undo }, { view: { ...opened(), id: 'V9', type: 'modal' } });
    expect(await owner()).toBe(before);
    expect(on.slack.mistakes).toEqual([]);
  });
});
