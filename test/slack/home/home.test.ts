import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json, newId } from '../../http/house.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { until } from '../../support/until.ts';
import { type Stage, stage } from '../stage.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage(
    {
      specialists: [{ name: 'Olga' }, { name: 'Sonya', department: 'sales' }],
      clients: [{ name: 'Acme\n*|<!channel>*', owner: { sales: 'Sonya' } }],
    },
    { remindMs: 20 },
  );
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

describe('R4: a meeting that is near', () => {
  const { db, clock } = { db: () => on.house.world.db, clock: () => on.house.world.clock };
  const reminders = () => on.slack.callsOf('chat.postMessage').filter(({ args }) => args['channel'] === sonya);
  const said = (fits: RegExp) => reminders().filter((each) => fits.test(JSON.stringify(each.args)));
  const meeting = async (text: string, hours: number | null) => {
    const startsAt = hours === null ? null : new Date(clock().at.getTime() + hours * 3_600_000);
    const endsAt = startsAt === null ? null : new Date(startsAt.getTime() + 3_600_000);
    await db().query(
      `insert into task (id, kind, department_id, specialist_id, text, starts_at, ends_at, due_at, created_at, reminded_at)
       select $1::text::uuid, 'meeting', id, $2::text::uuid, $3, $4::text::timestamptz, $5::text::timestamptz, now(), now(), $6::text::timestamptz
         from department where key = 'sales'`,
      [
        newId(),
        on.house.world.specialist('Sonya'),
        text,
        startsAt?.toISOString() ?? null,
        endsAt?.toISOString() ?? null,
        clock().at.toISOString(),
      ],
    );
  };
  const marked = async () =>
    (
      await db().query(`select at from heartbeat where name = 'slack-reminders' and at >= $1::text::timestamptz`, [
        clock().at.toISOString(),
      ])
    )[0];

  it('is told to its person in Slack, once, though Slack takes nothing at first', async () => {
    await until('reminders began', marked);
    clock().at = new Date(clock().at.getTime() + 60_000);
    on.slack.fail({ type: 'error', error: 'ratelimited' }, { method: 'chat.postMessage' });
    await meeting('Forty seats', 1);
    await meeting('Not agreed', null);
    await meeting('Over by now', -2);
    await until('all are told', marked);
    // The one that was refused, and the one that stands.
    expect(said(/A meeting is near.*Forty seats/)).toHaveLength(2);
    expect(said(/no time yet.*Not agreed/i)).toHaveLength(1);
    expect(said(/Over by now/)).toEqual([]);
    const before = reminders().length;
    await new Promise((done) => setTimeout(done, 100));
    expect(reminders()).toHaveLength(before);
    expect(on.slack.mistakes).toEqual([]);
    // Nobody reckoned its deadline: it was only put there.
    await db().query(`delete from task where text = 'Not agreed'`);
  });
});
