import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json, newId } from '../../http/house.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { until } from '../../support/until.ts';
import { type Stage, stage } from '../stage.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({
    specialists: [{ name: 'Olga' }, { name: 'Sonya', department: 'sales' }],
    clients: [{ name: 'Acme\n*|<!channel>*', owner: { sales: 'Sonya' } }],
  });
});
afterAll(() => on.close());

const [olga, sonya] = [slackUserOf('Olga'), slackUserOf('Sonya')];
const homeOf = (user: string) => JSON.stringify(on.slack.workspace.homes.get(user) ?? '');
const shows = (user: string, fits: RegExp) => until(`the Home shows ${fits}`, () => (fits.test(homeOf(user)) ? true : undefined));

describe('a Home', () => {
  it('is kept up to date for everybody, whoever has opened theirs since the server began', async () => {
    const { conversation } = await on.thread('Olga', 'Anybody home?');
    on.house.live.publish([{ topic: `specialist:${on.house.world.specialist('Olga')}`, conversation, version: 1 }]);
    await shows(olga, /My conversations: 1/);
  });

  it('is left alone while it would look the same', async () => {
    const published = () => on.slack.callsOf('views.publish').filter((each) => each.args['user_id'] === sonya).length;
    await shows(sonya, /My clients: 1/);
    const before = published();
    const topic = `specialist:${on.house.world.specialist('Sonya')}` as const;
    on.house.live.publish([{ topic }]);
    await on.house.world.db.query('update specialist set capacity = capacity * 2 where name = $1', ['Sonya']);
    on.house.live.publish([{ topic }]);
    await until('it is published', () => (published() > before ? true : undefined));
    expect(published()).toBe(before + 1);
  });

  it('shows a client’s name as it is, and nothing in it rings', () => {
    expect(homeOf(sonya)).toContain('&lt;!channel&gt;');
    expect(homeOf(sonya)).not.toContain('<!channel>');
  });

  it('shows a salesperson their handovers, with the rates before and after', async () => {
    const { world } = on.house;
    await world.db.query(
      `insert into handover (id, client_id, product_line, terms, policy_version, began_at, status, is_project, from_id)
       select $1::text::uuid, c.id, 'project', $2::text::jsonb, 1, $3::text::timestamptz, 'initial', false, s.id from client c, specialist s where s.name = 'Sonya' and c.name like 'Acme%'`,
      [
        newId(),
        JSON.stringify({ handover: { months: 3 }, commission: { fullPercent: 8, bonusPercent: 1.5 } }),
        world.clock.at.toISOString(),
      ],
    );
    on.house.live.publish([{ topic: `specialist:${world.specialist('Sonya')}` }]);
    await shows(sonya, /My handovers/);
    expect(homeOf(sonya)).toMatch(/initial period, handover <!date.*8%, then 1.5%/);
    expect(homeOf(olga)).not.toContain('My handovers');
  });

  it('has room for a sentence about a missed deadline, once, which is on record', async () => {
    const { world } = on.house;
    const { conversation } = await on.thread('Olga', 'I waited');
    const [hold] = await world.db.query<{ turn: string; n: number }>(
      `update turn_hold set specialist_id = $2::text::uuid, lapsed_at = due
        where turn_id = (select open_turn_id from conversation where id = $1::text::uuid) returning turn_id as turn, n`,
      [conversation, world.specialist('Olga')],
    );
    await on.event({ type: 'app_home_opened', user: olga, tab: 'home', channel: 'D1' });
    await shows(olga, /Missed deadlines/);
    await on.taps(olga, { action_id: 'okno_late', value: `${hold?.turn}/${hold?.n}` }, { view: { id: 'VHOME', type: 'home' } });
    const view = on.slack.callsOf('views.open').at(-1)?.args['view'] as Record<string, unknown>;
    const sent = () => on.sends(olga, { ...view, state: { values: { text: { value: { value: 'I was with a client' } } } } });
    expect((await sent()).status).toBe(200);
    await shows(olga, /I was with a client/);
    expect(await json(await sent())).toMatchObject({ response_action: 'errors' });
    const audit = await world.db.query(`select action from audit where action = 'violation-replied'`);
    expect(audit).toHaveLength(1);
  });

  it('every call was one that Slack would take', () => expect(on.slack.mistakes).toEqual([]));
});
