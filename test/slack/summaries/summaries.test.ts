import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SummaryWishShown } from '../../../src/http/desk/people/summaries.ts';
import { type DeskHand, json, refusal } from '../../http/house.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { droppedAfter } from '../../support/slack-faults.ts';
import { until } from '../../support/until.ts';
import { type Stage, stage } from '../stage.ts';

let on: Stage;
const hands: Record<string, DeskHand> = {};
const by = (name: string) => hands[name] as DeskHand;
/** It is Monday 2 March, 09:00; the departments never close. */
beforeAll(async () => {
  on = await stage(
    {
      specialists: [
        { name: 'Irina *the* <!channel>', availability: 'available' },
        { name: 'Hanna', role: 'head', serves: false },
        { name: 'Gleb', department: 'sales', role: 'head', serves: false },
        { name: 'Dina', role: 'director', serves: false },
      ],
      heads: { client: 'Hanna', sales: 'Gleb' },
    },
    { summariesMs: 20 },
    {
      // The first summary is taken, and its answer lost.
      before: (slack) => slack.fail(droppedAfter, { method: 'chat.postMessage' }),
    },
  );
  for (const name of ['Irina *the* <!channel>', 'Hanna', 'Gleb', 'Dina']) hands[name] = await on.house.signIn(name);
});
afterEach(() => expect(on.slack.mistakes).toEqual([]));
afterAll(() => on.close());

const messagesOf = (name: string) =>
  (on.slack.workspace.channels.get(`D${slackUserOf(name)}`)?.messages ?? []).map(({ text, blocks }) => JSON.stringify({ text, blocks }));
const later = (hours: number) => {
  const { clock } = on.house.world;
  clock.at = new Date(clock.at.getTime() + hours * 3_600_000);
};
const settled = () =>
  until('all is sent', async () => {
    later(1 / 3600);
    const [row] = await on.house.world.db.query<{ open: number; all: number }>(
      'select count(*) filter (where settled_at is null)::int as open, count(*)::int as all from slack_summary',
    );
    return row !== undefined && row.all > 0 && row.open === 0 ? row.all : undefined;
  });

describe('summaries in Slack', () => {
  it('come to heads and the director once each, the week’s and the day’s, whatever answer is lost', async () => {
    expect(await settled()).toBe(6);
    for (const name of ['Hanna', 'Gleb', 'Dina']) expect(messagesOf(name)).toHaveLength(2);
    expect(messagesOf('Irina *the* <!channel>')).toEqual([]);
    expect(messagesOf('Hanna').join(' ')).toContain('Nothing needs you');
    expect(messagesOf('Hanna').join(' ')).toContain('https://desk.example/desk/?page=now');
    later(1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(messagesOf('Dina')).toHaveLength(2);
  });

  it('say who keeps clients waiting, until when, in the departments of whoever reads; names mean nothing to Slack', async () => {
    await on.house.world.stranger().says('operator');
    await on.house.world.stranger().says('operator');
    const until14 = '2026-03-03T14:00:00Z';
    const irina = on.house.world.specialist('Irina *the* <!channel>');
    await on.house.world.db.query(
      `update specialist set availability = 'away', away_until = $2::text::timestamptz where id = $1::text::uuid`,
      [irina, until14],
    );
    expect((await on.house.request('/desk/api/me/summaries', putting('Dina', { daily: false, weekly: true, hour: null }))).status).toBe(
      200,
    );
    on.house.world.clock.at = new Date('2026-03-03T09:00:01Z');
    expect(await until('the next day is told', async () => (messagesOf('Hanna').length === 3 ? 3 : undefined))).toBe(3);
    const told = messagesOf('Hanna').at(-1) ?? '';
    expect(told).toMatch(/2 clients wait for .*, who is away until 14:00/);
    expect(told).not.toContain('<!channel>');
    expect(told).not.toContain(' *the*');
    await until('Gleb is told, too', async () => (messagesOf('Gleb').length === 3 ? true : undefined));
    expect(messagesOf('Gleb').at(-1)).not.toContain('wait for');
    // The director wants the week only.
    expect(messagesOf('Dina')).toHaveLength(2);
  });

  it('are chosen by whoever has them, and are not for others', async () => {
    expect(await json<SummaryWishShown>(await by('Gleb').get('/me/summaries'))).toEqual({
      daily: true,
      weekly: true,
      hour: null,
      inSlack: true,
    });
    expect(await json<SummaryWishShown>(await by('Dina').get('/me/summaries'))).toMatchObject({ daily: false, weekly: true });
    expect(await refusal(await by('Irina *the* <!channel>').get('/me/summaries'))).toEqual([404, 'not-found']);
  });
});

function putting(name: string, body: object): RequestInit {
  const { cookie, csrf } = by(name);
  return { method: 'PUT', headers: { 'content-type': 'application/json', cookie, 'x-csrf-token': csrf }, body: JSON.stringify(body) };
}
