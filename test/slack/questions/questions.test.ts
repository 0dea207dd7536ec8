import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../../src/engine/submissions/submission.ts';
import { createSlackClient } from '../../../src/slack/api/client.ts';
import { createPace } from '../../../src/slack/api/pace.ts';
import { postQuestions } from '../../../src/slack/questions/post.ts';
import { json, newId } from '../../http/house.ts';
import { slackUserOf } from '../../support/slack-calls.ts';
import { droppedAfter, rateLimited } from '../../support/slack-faults.ts';
import { addChannel } from '../../support/slack-workspace.ts';
import { type Stage, stage, type Thread } from '../stage.ts';

const money = 'C0MONEY';
const [fedor, frida] = [slackUserOf('Fedor'), slackUserOf('Frida')];

let on: Stage;
let server: ReturnType<typeof poster>;
beforeAll(async () => {
  on = await stage({
    specialists: [{ name: 'Olga' }, { name: 'Pavel' }, { name: 'Fedor', department: 'finance' }, { name: 'Frida', department: 'finance' }],
  });
  addChannel(on.slack.workspace, money);
  await on.house.world.db.query(`update department set slack_channel = $1::text where key = 'finance'`, [money]);
  await on.house.engine.reload();
  server = poster();
});
afterEach(() => expect(on.slack.mistakes).toEqual([]));
afterAll(() => on.close());

/** What a server that has just begun posts with. */
function poster() {
  const { world, engine } = on.house;
  const shared = { db: world.db, now: () => world.clock.at, company: engine.company, alarm: async () => undefined };
  const client = createSlackClient(on.slack.token, on.slack.url);
  return { ...shared, client, pace: createPace(() => world.clock.at), workspace: () => ({ team: 'T1', url: 'https://okno.slack.com/' }) };
}

const does = (name: string, { conversation }: Thread, command: Command) =>
  on.house.engine.submit({ type: 'desk', key: newId(), conversation, actor: on.house.world.specialist(name), command });
const asks = (thread: Thread, question: string) => does('Olga', thread, { type: 'ask-finance', question });
const posts = () => (on.slack.workspace.channels.get(money)?.messages ?? []).filter((each) => each.metadata !== undefined);
const of = (words: string) => posts().filter((each) => JSON.stringify(each.blocks).includes(words));
const last = () => JSON.stringify(posts().at(-1)?.blocks);
const later = (seconds: number) => {
  const { clock } = on.house.world;
  clock.at = new Date(clock.at.getTime() + seconds * 1000);
};

async function taskOf({ conversation }: Thread) {
  const rows = await on.house.world.db.query<{ id: string; outcome: string | null; done: boolean; by: string | null }>(
    `select id, outcome, done_at is not null as done, done_by as by from task where conversation_id = $1::text::uuid and kind = 'finance' order by created_at, id`,
    [conversation],
  );
  return rows;
}

async function inside({ conversation }: Thread) {
  const rows = await on.house.world.db.query<{ text: string; audience: string }>(
    `select body->>'text' as text, audience from message where conversation_id = $1::text::uuid and body->>'text' like '%answers:%' order by seq`,
    [conversation],
  );
  return rows;
}

const tap = (user: string, task: string) =>
  on.taps(user, { action_id: 'okno_question_answer', value: task }, { container: { channel_id: money, message_ts: posts().at(-1)?.ts } });
const view = () => on.slack.workspace.views.at(-1)?.view as unknown as { callback_id: string; private_metadata: string };
const answers = (user: string, words: string, { callback_id, private_metadata } = view()) =>
  on.sends(user, { callback_id, private_metadata, state: { values: { answer: { value: { value: words } } } } });

describe('R10: a question to finance in Slack', () => {
  it('is posted with a button, answered by it, and shows the answer; the asker reads it in the conversation, the client nothing', async () => {
    const thread = await on.thread('Olga');
    await asks(thread, 'Has *June* <!channel> arrived?');
    await postQuestions(server);
    expect(posts()).toHaveLength(1);
    expect(last()).toContain('Has *June* <!channel> arrived?');
    expect(last()).toContain('"plain_text"');
    const [task] = await taskOf(thread);
    await tap(fedor, task?.id ?? '');
    await answers(fedor, 'It came on the 9th.');
    expect(await taskOf(thread)).toMatchObject([{ done: true, outcome: 'It came on the 9th.', by: on.house.world.specialist('Fedor') }]);
    expect(await inside(thread)).toEqual([{ text: 'Finance answers: It came on the 9th.', audience: 'internal' }]);
    await postQuestions(server);
    expect(posts()).toHaveLength(1);
    expect(last()).toContain('Fedor answers: It came on the 9th.');
    expect(last()).not.toContain('okno_question_answer');
    const outside = await on.house.world.db.query(
      `select 1 from outbox o join message m on m.window_id = o.window_id and m.seq = o.seq where o.audience = 'client' and m.audience = 'internal'`,
    );
    expect(outside).toEqual([]);
  });

  it('is answered once: of two at once the second reads that somebody has, and so does who taps late', async () => {
    const thread = await on.thread('Olga');
    await asks(thread, 'And July?');
    await postQuestions(server);
    const [task] = await taskOf(thread);
    await tap(fedor, task?.id ?? '');
    const opened = view();
    const both = await Promise.all([answers(fedor, 'Yes.', opened), answers(frida, 'No.', opened)]);
    const said = (await Promise.all(both.map((each) => each.text()))).toSorted();
    expect(said[0]).toBe('');
    expect(JSON.parse(said[1] ?? '')).toMatchObject({ response_action: 'errors' });
    expect(await inside(thread)).toHaveLength(1);
    const before = on.slack.workspace.views.length;
    await tap(frida, task?.id ?? '');
    await on.hears(frida, /answered this question already/);
    expect(on.slack.workspace.views).toHaveLength(before);
  });

  it('is not for whoever was not asked', async () => {
    const thread = await on.thread('Olga');
    await asks(thread, 'And August?');
    const [task] = await taskOf(thread);
    await tap(slackUserOf('Pavel'), task?.id ?? '');
    await on.hears(slackUserOf('Pavel'), /department that was asked/);
    await tap(fedor, task?.id ?? '');
    expect(await json(await answers(slackUserOf('Pavel'), 'I think so'))).toMatchObject({ response_action: 'errors' });
    expect(await taskOf(thread)).toMatchObject([{ done: false }]);
  });

  it('survives a server that ends while it posts: found again where it stands, it is posted once', async () => {
    const thread = await on.thread('Olga');
    await asks(thread, 'And September?');
    on.slack.fail(droppedAfter, { method: 'chat.postMessage' });
    await postQuestions(server);
    later(120);
    await postQuestions(poster());
    await postQuestions(poster());
    expect(of('September')).toHaveLength(1);
    // A claim of a server that is gone ends, and somebody else goes on.
    await asks(thread, 'And October?');
    await on.house.world.db.query(
      `update slack_question set claimed_until = $1::text::timestamptz, claimed_by = gen_random_uuid() where ts is null`,
      [new Date(on.house.world.clock.at.getTime() + 60_000).toISOString()],
    );
    await postQuestions(poster());
    expect(of('October')).toEqual([]);
    later(61);
    await postQuestions(poster());
    expect(of('October')).toHaveLength(1);
    expect((await taskOf(thread)).map((each) => each.done)).toEqual([false, false]);
  });

  it('waits while Slack says "not so fast", and is not posted any more once it was answered', async () => {
    const thread = await on.thread('Olga');
    await asks(thread, 'And November?');
    on.slack.fail(rateLimited(5), { method: 'chat.postMessage' });
    const before = posts().length;
    await postQuestions(server);
    await on.writes(fedor, thread, 'It came yesterday.');
    later(20);
    await postQuestions(server);
    expect(posts()).toHaveLength(before);
    expect(await taskOf(thread)).toMatchObject([{ done: true, outcome: 'It came yesterday.' }]);
  });

  it('is answered by a note in the thread of whoever was asked, when it is the only one', async () => {
    const thread = await on.thread('Olga');
    await asks(thread, 'Is the act signed?');
    await on.writes(slackUserOf('Pavel'), thread, 'I wonder too');
    expect(await taskOf(thread)).toMatchObject([{ done: false }]);
    await asks(thread, 'And the invoice?');
    await on.writes(frida, thread, 'Which one of them?');
    expect((await taskOf(thread)).map((each) => each.done)).toEqual([false, false]);
    const [first] = await taskOf(thread);
    await does('Fedor', thread, { type: 'answer-finance', task: first?.id ?? '', answer: 'Signed.' });
    await on.writes(frida, thread, 'Sent today.');
    expect((await taskOf(thread)).map((each) => each.outcome)).toEqual(['Signed.', 'Sent today.']);
    await postQuestions(server);
    expect(await on.house.world.db.query('select questions from conversation where id = $1::text::uuid', [thread.conversation])).toEqual([
      { questions: null },
    ]);
  });

  it('asked by somebody of the desk whose thread is gone, is answered in the task alone', async () => {
    const thread = await on.thread('Olga');
    await asks(thread, 'Late?');
    const { db, clock } = on.house.world;
    await db.query(`update conversation set status = 'closed', closed_at = $2::text::timestamptz where id = $1::text::uuid`, [
      thread.conversation,
      clock.at.toISOString(),
    ]);
    const [task] = await taskOf(thread);
    await tap(fedor, task?.id ?? '');
    expect(await (await answers(fedor, 'Paid.')).text()).toBe('');
    expect(await taskOf(thread)).toMatchObject([{ done: true, outcome: 'Paid.' }]);
    expect(await inside(thread)).toEqual([]);
  });

  it('of a conversation that became one with another is answered there, and answers nothing that is asked there', async () => {
    const [former, live] = [await on.thread('Olga'), await on.thread('Olga')];
    await asks(former, 'Has the act come?');
    await asks(live, 'Is the debt paid?');
    const { db, clock } = on.house.world;
    await db.query(
      `update conversation set status = 'closed', closed_at = $2::text::timestamptz, joined_into = $3::text::uuid where id = $1::text::uuid`,
      [former.conversation, clock.at.toISOString(), live.conversation],
    );
    const [task] = await taskOf(former);
    await tap(fedor, task?.id ?? '');
    expect(await (await answers(fedor, 'It has come.')).text()).toBe('');
    expect(await taskOf(former)).toMatchObject([{ done: true, outcome: 'It has come.' }]);
    expect(await inside(live)).toEqual([{ text: 'Finance answers: It has come.', audience: 'internal' }]);
    expect(await taskOf(live)).toMatchObject([{ done: false }]);
    const [open] = await taskOf(live);
    await does('Fedor', live, { type: 'answer-finance', task: open?.id ?? '', answer: 'In full.' });
    expect(await taskOf(live)).toMatchObject([{ done: true, outcome: 'In full.' }]);
  });

  it('of a conversation that was handed on, by somebody who has left since, is answered for whoever has it: in their thread and language', async () => {
    const thread = await on.thread('Olga');
    await asks(thread, 'Do they pay in advance?');
    await postQuestions(server);
    const { db, specialist } = on.house.world;
    await db.query(`update specialist set languages = '["ru"]' where name = 'Pavel'`);
    await on.house.engine.reload();
    const handedOn = { type: 'transfer', department: 'client', specialist: specialist('Pavel'), reason: 'leaves' } as const;
    expect(await does('Olga', thread, handedOn)).toMatchObject({ type: 'accepted' });
    await db.query(`update specialist set left_at = $1::text::timestamptz where name = 'Olga'`, [on.house.world.clock.at.toISOString()]);
    await on.house.engine.reload();
    const [task] = await taskOf(thread);
    await tap(fedor, task?.id ?? '');
    expect(await (await answers(fedor, 'Always.')).text()).toBe('');
    expect(await taskOf(thread)).toMatchObject([{ done: true, outcome: 'Always.' }]);
    const answer = await db.query<{ text: string; ended: boolean }>(
      `select m.body->>'text' as text, t.ended_at is not null as ended from message m
        join outbox o on o.window_id = m.window_id and o.seq = m.seq and o.audience = 'internal'
        join slack_thread t on t.id::text = split_part(o.target, ':', 2)
        where m.conversation_id = $1::text::uuid and m.body->>'text' like '%Always.'`,
      [thread.conversation],
    );
    expect(answer).toEqual([{ text: 'Ответ финансов: Always.', ended: false }]);
    await postQuestions(server);
    expect(last()).toContain('Fedor answers: Always.');
  });
});
