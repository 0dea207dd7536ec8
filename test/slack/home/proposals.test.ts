import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resize } from '../../../src/clients/resize.ts';
import { json, newId } from '../../http/house.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { until } from '../../support/until.ts';
import { channel, type Stage, stage, type Thread } from '../stage.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({
    specialists: [
      { name: 'Olga' },
      { name: 'Hanna', role: 'head', serves: false },
      { name: 'Ivan', department: 'sales' },
      { name: 'Hugo', department: 'sales', role: 'head', serves: false },
      { name: 'Dina', role: 'director', serves: false },
    ],
    heads: { client: 'Hanna', sales: 'Hugo' },
  });
});
afterAll(async () => {
  expect(on.slack.mistakes).toEqual([]);
  await on.close();
});

const [hanna, hugo, dina] = [slackUserOf('Hanna'), slackUserOf('Hugo'), slackUserOf('Dina')];
const homeOf = (user: string) => JSON.stringify(on.slack.workspace.homes.get(user) ?? '');
const shows = (user: string, fits: RegExp) => until(`the Home shows ${fits}`, () => (fits.test(homeOf(user)) ? true : undefined));
const shown = () => on.slack.workspace.views.at(-1)?.view as unknown as { callback_id: string; private_metadata: string };
const send = (user: string, { callback_id, private_metadata }: ReturnType<typeof shown>, values: object) =>
  on.sends(user, { callback_id, private_metadata, state: { values } });
const owners = async ({ conversation }: Thread) =>
  (
    await on.house.world.db.query<{ name: string }>(
      `select s.name from conversation c join ownership o on o.client_id = c.client_id and o.until is null
         join specialist s on s.id = o.specialist_id where c.id = $1::text::uuid order by s.name`,
      [conversation],
    )
  ).map(({ name }) => name);
const proposal = async () =>
  (await on.house.world.db.query<{ id: string; status: string }>('select id, status from proposal order by at desc, id desc limit 1'))[0];
/** In a Home nothing is a channel or a thread. */
const taps = async (user: string, verb: string) =>
  on.taps(user, { action_id: `okno_proposal_${verb}`, value: (await proposal())?.id }, { view: { id: 'VHOME', type: 'home' } });

/** Hanna, whose department owns the client, wishes in Slack that Ivan of sales owns it. */
async function proposed(): Promise<Thread> {
  const thread = await on.thread('Olga');
  await on.house.world.db.transaction(async (tx) => {
    const {
      policy: { data: policy, version: policyVersion },
      calendar,
    } = on.house.engine.company();
    const ctx = { tx, now: on.house.world.clock.at, newId, policy, policyVersion, calendar, actor: { kind: 'system', id: null } } as const;
    const rows = await tx.query<{ id: string }>('select client_id as id from conversation where id = $1::text::uuid', [
      thread.conversation,
    ]);
    await resize(ctx, new Map(rows.map(({ id }) => [id, 'medium'])));
  });
  const value = JSON.stringify({ c: thread.conversation });
  await on.taps(hanna, { action_id: 'okno_owner', value }, { container: { channel_id: channel, message_ts: thread.root } });
  const answer = await json<{ view: object }>(
    await send(hanna, shown(), {
      department: { okno_owner_department: { selected_option: { value: 'sales' } } },
      'owner:sales': { value: { selected_option: { value: on.house.world.specialist('Ivan') } } },
      instead: { value: { selected_option: { value: 'keep' } } },
      reason: { value: { value: 'A <new> contract' } },
    }),
  );
  expect(JSON.stringify(answer.view)).toContain('Proposed: Ivan');
  return thread;
}

describe('R8: in a Home stands what somebody is asked to accept', () => {
  it('a client’s ownership, with the reason, the deadline and what the portfolio comes to; it is accepted there', async () => {
    const thread = await proposed();
    await shows(hugo, /To be decided.*to be Ivan’s.*portfolio 0% → 3%.*Hanna asks: A &lt;new&gt; contract.*The head decides by <!date/s);
    await shows(hanna, /Take it back/);
    expect(homeOf(hanna)).not.toContain('okno_proposal_accept');
    // It is not hers to accept, whatever is tapped.
    await taps(hanna, 'accept');
    expect(await owners(thread)).toEqual(['Olga']);
    await taps(hugo, 'accept');
    expect(await owners(thread)).toEqual(['Ivan', 'Olga']);
    await until('it is gone', () => (homeOf(hugo).includes('To be decided') ? undefined : true));
    // Another tap at what has gone says so.
    await taps(hugo, 'accept');
    expect(JSON.stringify(shown())).toMatch(/decided already/);
  });

  it('refused with a reason it is the director’s, who accepts knowingly whoever takes nothing now', async () => {
    const thread = await proposed();
    await taps(hugo, 'decline');
    expect(await json(await send(hugo, shown(), { reason: { value: { value: ' ' } } }))).toMatchObject({ response_action: 'errors' });
    expect(await (await send(hugo, shown(), { reason: { value: { value: 'Three tenders' } } })).text()).toBe('');
    expect((await proposal())?.status).toBe('raised');
    await shows(dina, /Hugo: no\. Three tenders.*The director decides/s);
    await on.house.world.db.query(`update specialist set availability = 'off' where name = 'Ivan'`);
    await taps(dina, 'accept');
    expect(JSON.stringify(shown())).toMatch(/Ivan: takes no conversations now/);
    expect(await owners(thread)).toEqual(['Olga']);
    expect(await (await send(dina, shown(), {})).text()).toBe('');
    expect(await owners(thread)).toEqual(['Ivan', 'Olga']);
    await on.house.world.db.query(`update specialist set availability = 'available' where name = 'Ivan'`);
  });

  it('whoever wished for it takes it back', async () => {
    const thread = await proposed();
    await taps(hanna, 'withdraw');
    expect((await proposal())?.status).toBe('withdrawn');
    expect(await owners(thread)).toEqual(['Olga']);
  });
});
