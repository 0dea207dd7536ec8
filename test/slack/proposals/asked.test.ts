import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeskHand } from '../../http/house.ts';
import { json } from '../../http/house.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { droppedAfter, rateLimited } from '../../support/slack-faults.ts';
import { until } from '../../support/until.ts';
import { type Stage, stage } from '../stage.ts';

const names = ['Bakery <!channel>', 'Mill', 'Forge', 'Dairy', 'Press', 'Tannery'];

let on: Stage;
const hands: Record<string, DeskHand> = {};
beforeAll(async () => {
  on = await stage(
    {
      specialists: [
        { name: 'Olga' },
        { name: 'Ivan', department: 'sales' },
        { name: 'Hugo', department: 'sales', role: 'head', serves: false },
        { name: 'Dina', role: 'director', serves: false },
        { name: 'Ada', role: 'admin', serves: false },
      ],
      clients: names.map((name) => ({ name, size: 'small', stage: 'served', owner: { client: 'Olga' } })),
      heads: { sales: 'Hugo' },
    },
    { askMs: 20 },
  );
  for (const name of ['Olga', 'Hugo', 'Dina', 'Ada']) hands[name] = await on.house.signIn(name);
});
afterEach(() => expect(on.slack.mistakes).toEqual([]));
afterAll(() => on.close());

const by = (name: string) => hands[name] as DeskHand;

/** Olga wishes that Ivan of sales owns a client; the proposal's id. */
async function proposed(client: string): Promise<string> {
  const [found] = await on.house.world.db.query<{ id: string }>('select id from client where name like $1::text', [`${client}%`]);
  const wish = { department: 'sales', specialist: on.house.world.specialist('Ivan'), reason: 'a new contract' };
  return (await json<{ proposal: string }>(await by('Olga').post(`/clients/${found?.id}/owner`, wish))).proposal;
}

const decide = (name: string, id: string, verb: string, reason?: string) =>
  by(name).post(`/proposals/${id}/${verb}`, reason === undefined ? {} : { reason });
/** What stands about a client in somebody's messages from the app, as plain JSON. */
const messagesOf = (name: string, client: string) =>
  (on.slack.workspace.channels.get(`D${slackUserOf(name)}`)?.messages ?? [])
    .map(({ text, blocks }) => JSON.stringify({ text, blocks }))
    .filter((each) => each.includes(client));
/** Until as many messages stand there, of which the last reads so. */
const reads = (name: string, client: string, fits: RegExp, count = 1) =>
  until(`${name} has ${count} about ${client} and reads ${fits}`, () => {
    const messages = messagesOf(name, client);
    return messages.length === count && fits.test(messages.at(-1) ?? '') ? (messages.at(-1) ?? '') : undefined;
  });
/** Lets time go on until everything shows what it is to show. */
const settled = () =>
  until('all is shown', async () => {
    later(10);
    const rows = await on.house.world.db.query(`select 1 from slack_proposal where wanted > posted`);
    return rows.length === 0 ? true : undefined;
  });
const later = (seconds: number) => {
  const { clock } = on.house.world;
  clock.at = new Date(clock.at.getTime() + seconds * 1000);
};

describe('R8: a proposal of an owner, in the messages of whoever it waits for', () => {
  it('comes to the head once, with two buttons, and says how it was decided at the desk', async () => {
    const id = await proposed('Bakery');
    const asked = await reads('Hugo', 'Bakery', /For you to decide/);
    expect(asked).toMatch(/Bakery &lt;!channel&gt;\* · to be Ivan’s \(sales\).*Olga asks: a new contract.*The head decides by/);
    expect(asked).toContain('okno_proposal_accept');
    expect(asked).toContain('okno_proposal_decline');
    await decide('Hugo', id, 'accept');
    expect(await reads('Hugo', 'Bakery', /Accepted by Hugo/)).not.toContain('okno_proposal');
    expect([messagesOf('Dina', 'Bakery'), messagesOf('Olga', 'Bakery'), messagesOf('Ada', 'Bakery')]).toEqual([[], [], []]);
  });

  it('refused there, is the director’s: the head reads so, then how it ended', async () => {
    const id = await proposed('Mill');
    await reads('Hugo', 'Mill', /For you to decide/);
    const tapped = { container: { channel_id: `D${slackUserOf('Hugo')}`, message_ts: '1.1' } };
    await on.taps(slackUserOf('Hugo'), { action_id: 'okno_proposal_decline', value: id }, tapped);
    const asked = on.slack.workspace.views.at(-1)?.view as unknown as object;
    await on.sends(slackUserOf('Hugo'), { ...asked, state: { values: { reason: { value: { value: 'Three tenders' } } } } });
    await reads('Hugo', 'Mill', /Now for Dina to decide/);
    expect(await reads('Dina', 'Mill', /For you to decide/)).toMatch(/Hugo: no\. Three tenders.*The director decides/);
    await decide('Dina', id, 'decline', 'it stays');
    for (const name of ['Dina', 'Hugo']) await reads(name, 'Mill', /Refused by Dina: it stays/);
  });

  it('is read in their own language, and not by somebody Slack does not vouch for', async () => {
    await on.house.world.db.query(`update specialist set languages = '["ru"]' where name = 'Hugo'`);
    const id = await proposed('Forge');
    await reads('Hugo', 'Forge', /Нужно ваше решение.*закрепить за: Ivan/);
    const dina = on.slack.workspace.users.get(slackUserOf('Dina'));
    on.slack.workspace.users.set(slackUserOf('Dina'), { ...(dina as NonNullable<typeof dina>), is_restricted: true });
    later(2 * 3600);
    await decide('Hugo', id, 'decline', 'нет');
    await reads('Hugo', 'Forge', /Теперь решает: Dina/);
    expect(messagesOf('Dina', 'Forge')).toEqual([]);
    await decide('Olga', id, 'withdraw');
    await reads('Hugo', 'Forge', /Просьба отозвана: Olga/);
    await settled();
    expect(messagesOf('Dina', 'Forge')).toEqual([]);
    on.slack.workspace.users.set(slackUserOf('Dina'), dina as NonNullable<typeof dina>);
    await on.house.world.db.query(`update specialist set languages = '["en"]' where name = 'Hugo'`);
    later(2 * 3600);
  });

  it('waits while Slack takes nothing, and is not posted any more once it was taken back', async () => {
    on.slack.fail(rateLimited(5), { method: 'chat.postMessage' });
    const before = on.slack.callsOf('chat.postMessage').length;
    const id = await proposed('Dairy');
    await until('it was refused', () => (on.slack.callsOf('chat.postMessage').length > before ? true : undefined));
    await decide('Olga', id, 'withdraw');
    await settled();
    expect(messagesOf('Hugo', 'Dairy')).toEqual([]);
    const again = await proposed('Dairy');
    await reads('Hugo', 'Dairy', /For you to decide/);
    expect((await decide('Olga', again, 'withdraw')).status).toBe(200);
    await reads('Hugo', 'Dairy', /Taken back by Olga/);
  });

  it('of which nobody heard whether it was posted, is looked for first: it stands once, and ends', async () => {
    on.slack.fail(droppedAfter, { method: 'chat.postMessage' });
    const id = await proposed('Press');
    await until('it was posted', () => (messagesOf('Hugo', 'Press').length > 0 ? true : undefined));
    await settled();
    expect(messagesOf('Hugo', 'Press')).toHaveLength(1);
    await decide('Hugo', id, 'accept');
    await reads('Hugo', 'Press', /Accepted by Hugo/);
  });

  it('of a director who leaves, is the head’s anew: a message of its own, whose end both tell', async () => {
    const id = await proposed('Tannery');
    await reads('Hugo', 'Tannery', /For you to decide/);
    await decide('Hugo', id, 'decline', 'three tenders');
    await reads('Dina', 'Tannery', /For you to decide/);
    const { version } = await json<{ version: string }>(await by('Ada').get(`/staff/${on.house.world.specialist('Dina')}`));
    await by('Ada').post(`/staff/${on.house.world.specialist('Dina')}/leave`, { version });
    // Who has left reads no more whose client it was.
    await until('Dina reads that it is over', () => (messagesOf('Dina', 'Nothing is left to decide here').length === 1 ? true : undefined));
    expect(messagesOf('Dina', 'Tannery')).toEqual([]);
    expect(await reads('Hugo', 'Tannery', /For you to decide/, 2)).toContain('The head of the department decides');
    await decide('Hugo', id, 'accept');
    await reads('Hugo', 'Tannery', /Accepted by Hugo/, 2);
    expect(messagesOf('Hugo', 'Tannery')[0]).toContain('Accepted by Hugo');
  });
});
