import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimCards, keepCard } from '../../src/db/slack/cards.ts';
import type { NewId } from '../../src/domain/ids.ts';
import { createSlackClient } from '../../src/slack/api/client.ts';
import { createRebuild } from '../../src/slack/rebuild-thread.ts';
import { databases } from '../support/database.ts';
import { type SlackApi, startSlackApi } from '../support/slack-api.ts';
import { addChannel } from '../support/slack-workspace.ts';
import { type World, world } from '../support/world.ts';

const account = v7();
const many = 12;

describe.each(databases())('many conversations in Slack, on %s', (kind) => {
  let desk: World;
  let api: SlackApi;
  beforeAll(async () => {
    api = await startSlackApi();
    addChannel(api.workspace, 'C0CLIENT');
    desk = await world(kind, {
      specialists: [
        { name: 'Boris', capacity: 60_000 },
        { name: 'Head', role: 'head', serves: false },
      ],
      clients: Array.from({ length: many }, (_, i) => ({ name: `Romashka ${i}`, owner: { client: 'Boris' }, contacts: [`Anna ${i}`] })),
    });
    await desk.db.query(`insert into channel_account (id, kind, external_id) values ($1::text::uuid, 'slack', 'T0OKNOTEST')`, [account]);
    await desk.db.query(`update department set slack_channel = 'C0CLIENT', head_id = $1::text::uuid`, [desk.specialist('Head')]);
    await desk.db.query(`update specialist set slack_user = 'U0' || upper(name)`);
    await desk.engine.reload();
    for (let i = 0; i < many; i++) await desk.contact(`Anna ${i}`).says('Good morning');
  });
  afterAll(async () => {
    await desk.close();
    await api.close();
  });

  it('whose card somebody else has claimed since are left to them', async () => {
    const [now, later] = [desk.clock.at, new Date(desk.clock.at.getTime() + 60_000)];
    const [slow, other] = [v7(), v7()];
    const claim = { account, patience: now, rested: now, limit: many };
    const first = await claimCards(desk.db, { ...claim, holder: slow, now, until: later });
    expect(first).toHaveLength(many);
    expect(await keepCard(desk.db, { id: first[0]?.id ?? '', holder: slow, until: new Date(later.getTime() + 60_000) })).toBe(true);
    const second = await claimCards(desk.db, { ...claim, holder: other, now: later, until: new Date(later.getTime() + 60_000) });
    expect(second).toHaveLength(many - 1);
    for (const { id } of second) expect(await keepCard(desk.db, { id, holder: slow, until: later })).toBe(false);
  });

  it('that lose their place at once are one task and one message to the head', async () => {
    await desk.db.query(`update slack_thread set root_ts = '1700000000.' || lpad((row_number)::text, 6, '0')
      from (select id, row_number() over () from slack_thread) n where n.id = slack_thread.id`);
    const threads = await desk.db.query<{ id: string; channel: string; root: string }>(
      `select id, channel, root_ts as root from slack_thread`,
    );
    const rebuild = createRebuild({
      ...{ db: desk.db, now: () => desk.clock.at, newId: v7 as NewId, company: desk.engine.company },
      log: { debug() {}, info() {}, warn() {}, error() {} },
      client: createSlackClient(api.token, api.url),
    });
    const begun = await Promise.all(threads.map(({ id, channel, root }) => rebuild({ id, channel, rootTs: root }, 'no-root')));
    expect(begun).toEqual(threads.map(() => 'begun'));
    expect(await desk.db.query(`select 1 from task where kind = 'slack'`)).toHaveLength(1);
    expect(api.callsOf('chat.postMessage').map((each) => each.args['channel'])).toEqual(['U0HEAD']);
  });
});
