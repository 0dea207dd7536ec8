import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from '../../http/house.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { channel, keepThread, type Stage, stage } from '../stage.ts';

let on: Stage;
let n = 0;
beforeAll(async () => {
  on = await stage({
    specialists: [{ name: 'Olga' }, { name: 'Sveta', department: 'sales' }],
    clients: Array.from({ length: 6 }, (_, i) => ({ name: `C${i}`, owner: { client: 'Olga' } })),
  });
});
afterAll(() => on.close());

interface View {
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly blocks: readonly object[];
}

const chosen = (value: string) => ({ value: { selected_option: { value } } });
const typed = (value: string) => ({ value: { value } });
const opened = () => on.slack.workspace.views.at(-1)?.view as unknown as View;
const send = (name: string, view: View, values: object) =>
  on.sends(slackUserOf(name), { callback_id: view.callback_id, private_metadata: view.private_metadata, state: { values } });

/** Writes a call down in Slack; the answer to the view, and the conversation it became. */
const logs = async (name: string, take: 'yes' | 'no') => {
  const { window } = on.house.world.contact(`C${n++}`);
  const [known] = await on.house.world.db.query<{ id: string }>('select contact_id as id from "window" where id = $1::text::uuid', [
    window,
  ]);
  await on.command(slackUserOf(name), 'log');
  const values = { kind: chosen('call'), caller: chosen(known?.id ?? ''), take: chosen(take) };
  const answer = await json<{ response_action: string; view: View }>(await send(name, opened(), values));
  const row = async () => (await on.house.world.conversations(window))[0];
  const notes = async () => (await on.house.world.thread(window)).filter(({ audience }) => audience === 'internal');
  return { view: answer.view, row, notes };
};
const person = (name: string) => on.house.world.specialist(name);

describe('R7: a call that is written down in Slack', () => {
  it('says whom to call over, and what to tell the client', async () => {
    const { view, row } = await logs('Sveta', 'no');
    expect(await row()).toMatchObject({ specialistId: person('Olga'), standInId: person('Sveta') });
    expect(JSON.stringify(view)).toMatch(/Call over Olga .*Olga from .* will come to the phone within 4 minutes/);
  });

  it('of one’s own client is one’s own: nobody is to be called over', async () => {
    const { view, row } = await logs('Olga', 'no');
    expect(await row()).toMatchObject({ specialistId: person('Olga'), status: 'waiting-on-client' });
    expect(JSON.stringify(view)).toMatch(/the conversation is yours/);
  });

  it('is taken at once only for a reason, which is asked in the same step and kept', async () => {
    const { view, row, notes } = await logs('Sveta', 'yes');
    expect(await row()).toMatchObject({ specialistId: person('Olga') });
    expect(JSON.stringify(view)).toMatch(/Call over Olga/);
    expect(await json(await send('Sveta', view, { reason: typed(' ') }))).toMatchObject({ response_action: 'errors' });
    expect(await (await send('Sveta', view, { reason: typed('They are in a hurry') })).text()).toBe('');
    expect(await row()).toMatchObject({ specialistId: person('Sveta') });
    expect(await notes()).toMatchObject([{ authorId: person('Sveta'), body: { text: 'They are in a hurry' } }]);
  });

  it('is taken later on the card for a reason too, also by who is on that very call', async () => {
    const { row, notes } = await logs('Sveta', 'no');
    await on.command(slackUserOf('Sveta'), 'call');
    const conversation = (await row())?.id ?? '';
    await keepThread(on.house, { conversation, root: '7.1' });
    const tap = { action_id: 'okno_take', value: JSON.stringify({ c: conversation, s: person('Olga') }) };
    await on.taps(slackUserOf('Sveta'), tap, { container: { channel_id: channel, message_ts: '7.1' } });
    expect(await row()).toMatchObject({ specialistId: person('Olga') });
    expect(await (await send('Sveta', opened(), { reason: typed('It is about the price') })).text()).toBe('');
    expect(await row()).toMatchObject({ specialistId: person('Sveta') });
    expect(await notes()).toHaveLength(1);
  });
});

it('every call was one that Slack would take', () => expect(on.slack.mistakes).toEqual([]));
