import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proveAddress } from '../../../src/db/clients/prove.ts';
import { joinsOf, undoJoin } from '../../../src/db/clients/undo-join.ts';
import type { AccountId, ContactId, NewId } from '../../../src/domain/ids.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { until } from '../../support/until.ts';
import { channel, keepThread, type Stage, stage, type Thread } from '../stage.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage({ specialists: [{ name: 'Olga' }, { name: 'Pavel' }, { name: 'Hanna', role: 'head', serves: false }] });
});
afterAll(() => on.close());

const [olga, pavel, hanna] = [slackUserOf('Olga'), slackUserOf('Pavel'), slackUserOf('Hanna')];
const spoken = async ({ window }: Thread) =>
  (await on.house.world.thread(window)).filter((each) => each.author === 'specialist').map((each) => [each.audience, each.body.text]);

describe('a message in a thread', () => {
  it('of the person in charge goes to the client, with its looks, once', async () => {
    const thread = await on.thread('Olga');
    const { ts, answer } = await on.writes(olga, thread, 'It is *ready* &amp; waiting');
    expect(answer.status).toBe(200);
    expect(await spoken(thread)).toEqual([['client', 'It is ready & waiting']]);
    const again = { type: 'message', channel, user: olga, text: 'It is *ready* &amp; waiting', ts, thread_ts: thread.root };
    expect((await on.event(again, 'EvAgain')).status).toBe(200);
    expect((await on.event(again, 'EvAgain', { retry: 1 })).status).toBe(200);
    expect(await spoken(thread)).toHaveLength(1);
    const last = (await on.house.world.thread(thread.window)).at(-1);
    expect(last?.body.marks).toEqual([{ kind: 'bold', at: 6, length: 5 }]);
  });

  it('that begins with two slashes stays inside, without a word', async () => {
    const thread = await on.thread('Olga');
    const before = on.told(olga).length;
    await on.writes(olga, thread, '// they pay late');
    expect(await spoken(thread)).toEqual([['internal', 'they pay late']]);
    expect(on.told(olga)).toHaveLength(before);
  });

  it('of a colleague stays inside, and they are told who answers and that they may take over', async () => {
    const thread = await on.thread('Olga');
    await on.writes(pavel, thread, 'I know them');
    expect(await spoken(thread)).toEqual([['internal', 'I know them']]);
    const told = JSON.stringify(await on.hears(pavel, /Olga/));
    expect(told).toContain('okno_take');
    expect(told).not.toContain('okno_send');
  });

  it('of a head stays inside until they send it on', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(hanna, thread, 'We are sorry');
    expect(await spoken(thread)).toEqual([['internal', 'We are sorry']]);
    await on.hears(hanna, /okno_send/);
    const held = await heldAt(ts);
    await on.taps(hanna, { action_id: 'okno_send', value: held }, { container: { channel_id: channel, thread_ts: thread.root } });
    expect(on.submitted.at(-1)).toMatchObject({ type: 'desk', command: { type: 'reply', steering: true, text: 'We are sorry' } });
  });

  it('that waits for a tap stays inside once its client turned out to be two people', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, `Could <@${pavel}> look at it?`);
    const { db, engine, clock, specialist } = on.house.world;
    const [row] = await db.query<{ contact: ContactId }>('select contact_id as contact from "window" where id = $1::text::uuid', [
      thread.window,
    ]);
    const contact = row?.contact as ContactId;
    const account = engine.company().accounts.get('webchat') as AccountId;
    const newId = v7 as NewId;
    await proveAddress(db, { account, address: newId(), contact, proof: 'invite', at: clock.at, newId });
    const [join] = await joinsOf(db, [contact]);
    await undoJoin(db, { contact, join: join?.id ?? '', by: specialist('Hanna'), at: clock.at, newId });
    await on.taps(
      olga,
      { action_id: 'okno_send', value: await heldAt(ts) },
      { container: { channel_id: channel, thread_ts: thread.root } },
    );
    expect(await spoken(thread)).toEqual([]);
    expect(JSON.stringify(await on.hears(olga, /two different people|два разных человека/i))).not.toContain('okno_send');
  });

  it('turned to a colleague waits for a tap, and is sent by one', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, `Could <@${pavel}> look at it?`);
    expect(await spoken(thread)).toEqual([]);
    await on.hears(olga, /okno_keep/);
    const held = await heldAt(ts);
    await on.taps(pavel, { action_id: 'okno_send', value: held }, { container: { channel_id: channel, thread_ts: thread.root } });
    expect(await spoken(thread)).toEqual([]);
    await on.taps(olga, { action_id: 'okno_send', value: held }, { container: { channel_id: channel, thread_ts: thread.root } });
    expect(await spoken(thread)).toEqual([['client', 'Could Pavel look at it?']]);
    await until('the question is gone', () => on.responses.find(({ message }) => message['delete_original'] === true));
    await on.taps(olga, { action_id: 'okno_keep', value: held }, { container: { channel_id: channel, thread_ts: thread.root } });
    expect(await spoken(thread)).toHaveLength(1);
  });

  it('after a colleague’s internal one waits too, and can be kept inside', async () => {
    const thread = await on.thread('Olga');
    await on.writes(pavel, thread, 'Ask for the contract');
    const { ts } = await on.writes(olga, thread, 'Will do, thanks');
    expect(await spoken(thread)).toHaveLength(1);
    await on.taps(
      olga,
      { action_id: 'okno_keep', value: await heldAt(ts) },
      { container: { channel_id: channel, thread_ts: thread.root } },
    );
    expect(await spoken(thread)).toEqual([
      ['internal', 'Ask for the contract'],
      ['internal', 'Will do, thanks'],
    ]);
  });

  it('in a thread the conversation has left reaches nobody, and its author is told where it went on', async () => {
    const thread = await on.thread('Olga');
    await keepThread(on.house, { conversation: thread.conversation, root: '1700000000.000100' });
    await on.writes(olga, thread, 'Too late here');
    expect(await spoken(thread)).toEqual([]);
    expect(JSON.stringify(await on.hears(olga, /another thread|другом треде/))).toContain('p1700000000000100');
  });

  it('that was refused for good gets another, its reason and a second try', async () => {
    const thread = await on.thread('Olga');
    const { ts } = await on.writes(olga, thread, 'Will not come');
    await on.house.world.db.query(
      `update outbox set status = 'dead', reason = 'blocked', done_at = $2::text::timestamptz
        where window_id = $1::text::uuid and audience = 'client'`,
      [thread.window, on.house.world.clock.at.toISOString()],
    );
    const message = on.slack.workspace.channels.get(channel)?.messages.find((each) => each.ts === ts);
    await until('the other mark', () => message?.reactions.get('x'));
    expect(JSON.stringify(await on.hears(olga, /blocked/))).toContain('okno_retry');
    await on.taps(olga, { action_id: 'okno_retry', value: ts }, { container: { channel_id: channel, thread_ts: thread.root } });
    expect(await spoken(thread)).toEqual([
      ['client', 'Will not come'],
      ['client', 'Will not come'],
    ]);
    await until('the mark is gone', () => (message?.reactions.has('x') ? undefined : true));
  });

  it('gets a mark when it is with the client', async () => {
    const thread = await on.thread('Olga');
    on.house.engine.start();
    const { ts } = await on.writes(olga, thread, 'Here it is');
    const message = on.slack.workspace.channels.get(channel)?.messages.find((each) => each.ts === ts);
    await until('the mark', () => message?.reactions.get('white_check_mark'));
    expect([...(message?.reactions.keys() ?? [])]).toEqual(['white_check_mark']);
  });
});

async function heldAt(ts: string): Promise<string> {
  const rows = await on.house.world.db.query<{ id: string }>('select id from slack_held where channel = $1::text and ts = $2::text', [
    channel,
    ts,
  ]);
  return rows[0]?.id ?? '';
}
