import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json, newId } from '../../http/house.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { until } from '../../support/until.ts';
import { type Stage, stage } from '../stage.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({
    specialists: [{ name: 'Olga' }, { name: 'Sonia', department: 'sales' }, { name: 'Boris', department: 'sales' }],
    clients: [{ name: 'Green Garden', stage: 'prospect', contacts: ['Ivan'] }],
  });
});
afterAll(() => on.close());

interface View {
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly blocks: readonly { readonly block_id: string; readonly element: Readonly<Record<string, unknown>> }[];
}

const [olga, sonia, boris] = [slackUserOf('Olga'), slackUserOf('Sonia'), slackUserOf('Boris')];
const person = (name: string) => on.house.world.specialist(name);
const chosen = (value: string) => ({ value: { selected_option: { value } } });
const typed = (value: string) => ({ value: { value } });
const opened = () => on.slack.workspace.views.at(-1)?.view as unknown as View;
const elementOf = (view: View, id: string) => view.blocks.find((each) => each.block_id === id)?.element ?? {};
const send = async (user: string, { callback_id, private_metadata }: View, values: object) =>
  json<{ response_action: string; errors?: Record<string, string>; view?: View }>(
    await on.sends(user, { callback_id, private_metadata, state: { values: { means: chosen('call'), ...values } } }),
  );
const records = () =>
  on.house.world.db.query<{ id: string; by: string; closer: string; phone: string; at: Date; state: string }>(
    `select o.id, s.name as by, k.name as closer, o.phone, o.at,
            case when o.withdrawn then 'withdrawn' when n.id is not null then 'corrected' else 'counts' end as state
       from outreach o join specialist s on s.id = o.specialist_id join specialist k on k.id = coalesce(o.closer_id, o.specialist_id)
       left join outreach n on n.corrects_id = o.id order by o.created_at, o.id`,
  );
const homeOf = (user: string) => JSON.stringify(on.slack.workspace.homes.get(user) ?? '');
const shows = (user: string, fits: RegExp) => until(`the Home shows ${fits}`, () => (fits.test(homeOf(user)) ? true : undefined));
const tap = (user: string, action_id: string, value: string) =>
  on.taps(user, { action_id, value }, { view: { id: 'VHOME', type: 'home' } });

describe('R5: cold calls in Slack', () => {
  it('are written down by a command, with who goes on', async () => {
    await on.command(sonia, 'outreach');
    const view = opened();
    expect(elementOf(view, 'closer')['initial_option']).toMatchObject({ value: person('Sonia') });
    const values = { organisation: typed('Blue Garden'), phone: typed('8 921 555-00-11'), closer: chosen(person('Boris')) };
    const answer = await send(sonia, view, values);
    expect(JSON.stringify(answer.view)).toContain('Boris answers them');
    expect(await records()).toMatchObject([{ by: 'Sonia', closer: 'Boris', phone: '+79215550011', state: 'counts' }]);
  });

  it('say beside the field what cannot be read, or that nobody is named', async () => {
    await on.command(sonia, 'outreach');
    const wrong = async (values: object) => Object.keys((await send(sonia, opened(), values)).errors ?? {});
    expect(await wrong({ phone: typed('call me') })).toEqual(['phone']);
    expect(await wrong({ email: typed('at home') })).toEqual(['email']);
    expect(await wrong({ person: typed('Ivan') })).toEqual(['organisation']);
    expect(await records()).toHaveLength(1);
  });

  it('are nobody’s to write who is not of sales and heads nobody', async () => {
    const answer = await json<{ text: string }>(await on.command(olga, 'outreach'));
    expect(answer.text).toContain('sales and heads');
    await on.event({ type: 'app_home_opened', user: olga, tab: 'home', channel: 'D1' });
    await shows(olga, /My clients/);
    expect(homeOf(olga)).not.toContain('Cold contacts');
  });

  it('stand in the Home of both, and are put right there, from when they were', async () => {
    for (const user of [sonia, boris]) {
      await on.event({ type: 'app_home_opened', user, tab: 'home', channel: 'D1' });
      await shows(user, /Blue Garden.*Boris goes on/);
    }
    const [first] = await records();
    on.house.world.clock.at = new Date(on.house.world.clock.at.getTime() + 3_600_000);
    await tap(boris, 'okno_outreach_right', first?.id ?? '');
    const view = opened();
    expect(elementOf(view, 'phone')['initial_value']).toBe('+79215550011');
    expect(elementOf(view, 'closer')['initial_option']).toMatchObject({ value: person('Boris') });
    const values = { organisation: typed('Blue Garden'), phone: typed('8 921 555-00-12'), closer: chosen(person('Sonia')) };
    expect(JSON.stringify((await send(boris, view, values)).view)).toContain('Sonia answers them');
    expect(await records()).toMatchObject([
      { state: 'corrected' },
      { by: 'Sonia', closer: 'Sonia', phone: '+79215550012', state: 'counts', at: first?.at },
    ]);
    expect((await send(boris, view, { ...values, note: typed('late') })).errors).toHaveProperty('means');
  });

  it('are taken back, once, and a button of before changes nothing', async () => {
    const [first, second] = await records();
    await tap(boris, 'okno_outreach_withdraw', second?.id ?? '');
    expect((await records()).map(({ state }) => state)).toEqual(['corrected', 'counts']);
    for (let n = 0; n < 2; n++) await tap(sonia, 'okno_outreach_withdraw', second?.id ?? '');
    await tap(sonia, 'okno_outreach_withdraw', first?.id ?? '');
    expect((await records()).map(({ state }) => state)).toEqual(['corrected', 'corrected', 'withdrawn']);
    const before = on.slack.workspace.views.length;
    await tap(sonia, 'okno_outreach_right', 'nothing of ours');
    expect(on.slack.workspace.views).toHaveLength(before);
  });

  it('begin in the Home too', async () => {
    await tap(sonia, 'okno_outreach', 'new');
    const { id } = (await on.house.world.db.query<{ id: string }>(`select id from contact where name = 'Ivan'`))[0] ?? { id: '' };
    await send(sonia, opened(), { caller: chosen(id), closer: chosen(person('Sonia')) });
    await shows(sonia, /Ivan, Green Garden|Ivan/);
  });
});

describe('R5: what is put right in Slack', () => {
  it('stays about its client, and with who goes on though they are of sales no more', async () => {
    const { db, clock } = on.house.world;
    const [client] = await db.query<{ id: string }>(`select id from client where name = 'Green Garden'`);
    const id = newId();
    await db.query(
      `insert into outreach (id, external_id, hash, client_id, organisation_key, specialist_id, closer_id, means, at, created_at, by_kind, by_id)
       values ($1::text::uuid, 'crm-1', '', $2::text::uuid, 'greengarden', $3::text::uuid, $4::text::uuid, 'call', $5::text::timestamptz, $5::text::timestamptz, 'key', $3::text::uuid)`,
      [id, client?.id ?? '', person('Sonia'), person('Olga'), clock.at.toISOString()],
    );
    await tap(sonia, 'okno_outreach_right', id);
    const view = opened();
    const closer = elementOf(view, 'closer')['initial_option'] as { value: string };
    expect(closer.value).toBe(person('Olga'));
    const answer = await send(sonia, view, { closer: chosen(closer.value), note: typed('calls back on Monday') });
    expect(answer.errors).toBeUndefined();
    expect(await db.query('select client_id, closer_id, note from outreach where corrects_id = $1::text::uuid', [id])).toEqual([
      { client_id: client?.id, closer_id: person('Olga'), note: 'calls back on Monday' },
    ]);
  });
});

it('every call was one that Slack would take', () => expect(on.slack.mistakes).toEqual([]));
