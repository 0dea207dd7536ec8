import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spanOf } from '../../../src/slack/receive/command.ts';
import { json, pressing } from '../../http/house.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { type Stage, stage } from '../stage.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({ specialists: [{ name: 'Olga' }], clients: [{ name: 'Romashka', owner: { client: 'Olga' } }] });
});
afterAll(() => on.close());

const olga = slackUserOf('Olga');
const says = async (text: string) => json<{ response_type: string; text: string }>(await on.command(olga, text));

interface Shown {
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly blocks: readonly { readonly block_id: string; readonly element: { readonly options?: readonly { readonly value: string }[] } }[];
}

const shown = () => on.slack.workspace.views.at(-1)?.view as unknown as Shown & Record<string, unknown>;
const entry = (value: string) => ({ value: { selected_option: { value } } });
const open = (values: Record<string, unknown>) =>
  shown().blocks.find((each) => each.block_id.startsWith('q:') && !(each.block_id in values));

describe('/okno', () => {
  it.each(['', 'help', 'dance'])('“%s” is answered with help', async (text) => {
    expect(await says(text)).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('/okno away 30m') });
  });

  it('me: what I have', async () => {
    expect((await says('me')).text).toContain('Portfolio');
  });

  it('away 30m, and back', async () => {
    expect((await says('away 30m')).text).toContain('09:30');
    const said = () => on.house.world.db.query<{ availability: string }>('select availability, away_until from specialist');
    expect(await said()).toEqual([{ availability: 'away', away_until: new Date('2026-03-02T09:30:00Z') }]);
    await says('back');
    expect(await said()).toEqual([{ availability: 'available', away_until: null }]);
    expect((await says('away for ever')).text).toContain('30m');
  });

  it('R16: call, until back', async () => {
    const calls = () => on.house.world.db.query(`select until from engagement where what = 'call' and until > "from"`);
    expect((await says('call')).text).toContain('/okno back');
    expect(await calls()).toEqual([{ until: new Date('2026-03-02T09:20:00Z') }]);
    await says('здесь');
    expect(await calls()).toEqual([]);
  });

  it('client NAME: who serves it', async () => {
    expect((await says('client roma')).text).toMatch(/Romashka.*Olga/);
    expect((await says('client nobody')).text).toContain('no such client');
  });

  it('console: a link that signs in once, behind a button', async () => {
    const answer = JSON.stringify(await says('console'));
    const url = new URL(/https:\/\/desk\.example[^"]*/.exec(answer)?.[0] ?? '');
    expect(answer).not.toContain('<https');
    const enter = () => on.house.request(url.pathname, pressing(url.searchParams.get('token') ?? ''));
    expect((await enter()).status).toBe(303);
    expect((await enter()).status).toBe(410);
  });

  it('log: a view that asks the questions, one after the other, and says whom to call over', async () => {
    await on.command(olga, 'log');
    const values: Record<string, unknown> = { kind: entry('visit'), name: { value: { value: 'Ivan' } }, take: entry('no') };
    const half = await on.sends(olga, { ...shown(), state: { values: { ...values, [open(values)?.block_id ?? '']: {} } } });
    expect(await json(half)).toMatchObject({ response_action: 'errors' });
    for (let next = open(values); next !== undefined; next = open(values)) {
      const option = next.element.options?.[0];
      values[next.block_id] = { okno_answer: { selected_option: option } };
      await on.taps(olga, { action_id: 'okno_answer', selected_option: option }, { view: { ...shown(), id: 'VLOG', state: { values } } });
    }
    expect(Object.keys(values).filter((each) => each.startsWith('q:')).length).toBeGreaterThan(1);
    const done = await json(await on.sends(olga, { ...shown(), state: { values } }));
    expect(JSON.stringify(done)).toContain('Logged: the conversation is yours.');
    expect(on.slack.mistakes).toEqual([]);
  });

  it('log: finds who may be calling', async () => {
    const found = await on.suggests(olga, 'okno_caller', 'romash');
    expect(await json(found)).toMatchObject({ options: [{ text: { text: 'Romashka · Romashka' } }] });
  });

  it('says to a stranger that nobody knows them', async () => {
    const answer = await json<{ text: string }>(await on.command('U0NOBODY', 'me'));
    expect(answer.text).toContain('does not know you');
  });
});

describe('a span', () => {
  it.each([
    ['30m', 30],
    ['2h', 120],
    ['45 мин', 45],
    ['1 час', 60],
    ['15', 15],
  ])('%s', (text, minutes) => expect(spanOf(text)).toBe(minutes * 60_000));
  it.each(['0m', '25h', 'soon', '-5m'])('%s is none', (text) => expect(spanOf(text)).toBeNull());
});
