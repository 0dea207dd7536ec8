import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ClientHand, conversationOf } from '../../support/world.ts';
import { minute, type Owed, owed } from '../support/owed.ts';

type Conversation = ReturnType<typeof conversationOf>;

let o: Owed;
let client: ClientHand;
let conversation: Conversation;

beforeAll(async () => {
  o = await owed();
});
beforeEach(async () => {
  client = o.client();
  conversation = conversationOf(await client.says('hello'));
});
afterAll(() => o.close());

const asks = (who: string, reason = 'because', key?: string) => o.w.does(who, conversation, { type: 'hand-back', reason }, key);

async function takeOver(): Promise<void> {
  o.pass(4);
  await o.tick();
  expect(await o.row(client)).toMatchObject({ specialistId: o.named('Boris'), replacedId: o.named('Anna') });
}

const assignments = () =>
  o.w.db.query('select reason, specialist_id as "specialistId" from assignment where conversation_id = $1::text::uuid order by n', [
    conversation,
  ]);

const inThread = async () => (await o.told(client)).map(([key]) => key);

describe('R13: the stand-in finishes', () => {
  beforeEach(takeOver);

  test('whatever the late one taps, and whoever names them', async () => {
    const refused = { type: 'refused', code: 'stand-in-finishes' };
    const toAnna = { type: 'transfer', department: 'client', specialist: o.named('Anna'), reason: 'hers' } as const;
    expect(await o.w.does('Anna', conversation, { type: 'take' })).toEqual(refused);
    expect(await o.w.does('Anna', conversation, { type: 'take', from: o.named('Boris') })).toEqual(refused);
    expect(await o.w.does('Anna', conversation, toAnna)).toEqual({ type: 'refused', code: 'not-in-charge' });
    expect(await o.w.does('Head', conversation, toAnna)).toEqual(refused);
    expect(await o.w.does('Boris', conversation, toAnna)).toEqual(refused);
    expect(await o.w.does('Anna', conversation, { type: 'reply', text: 'here I am' })).toMatchObject({ keptInside: true });
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Boris') });
    // A third colleague is not who was late.
    expect(await o.w.does('Vera', conversation, { type: 'take' })).toMatchObject({ type: 'accepted' });
  });

  test('and is told so when it becomes theirs, with the deadline they have', async () => {
    const said = (await o.w.thread(client.window)).findLast((each) => each.body.key === 'late.stand-in');
    expect(said).toMatchObject({ audience: 'internal', body: { params: { name: 'Boris', late: 'Anna' } } });
    expect(await o.row(client)).toMatchObject({ dueAt: new Date(o.w.clock.at.getTime() + 4 * minute) });
  });

  test('unless both agree, whoever asks first, each with a reason', async () => {
    expect(await asks('Anna', 'I know the contract', 'a')).toMatchObject({ type: 'accepted', duplicate: false });
    expect(await asks('Anna', 'I know the contract', 'a')).toMatchObject({ duplicate: true });
    expect(await asks('Anna')).toEqual({ type: 'refused', code: 'agreed-already' });
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Boris') });
    await asks('Boris', 'she does');
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna'), replacedId: null, standInId: o.named('Boris') });
    expect((await inThread()).filter((each) => each?.startsWith('hand-back'))).toEqual(['hand-back.asked', 'hand-back.done']);
    expect(await o.holds(client)).toMatchObject([
      { who: 'Anna', lapsed: true, ended: 'taken-over' },
      { who: 'Boris', lapsed: false, ended: 'handed-back' },
      { who: 'Anna', lapsed: false, ended: null, minutes: 4 },
    ]);
    expect((await assignments()).at(-1)).toMatchObject({ reason: 'handed-back', specialistId: o.named('Anna') });
  });

  test('or the stand-in offers it, after they answered, and nobody owes anything by it', async () => {
    await o.w.does('Boris', conversation, { type: 'reply', text: 'done' });
    await asks('Boris', 'she is back');
    await asks('Anna', 'I am');
    expect(await o.row(client)).toMatchObject({ status: 'waiting-on-client', specialistId: o.named('Anna'), dueAt: null });
    expect((await o.told(client)).filter(([key]) => key === 'joined').at(-1)).toEqual(['joined', 'Anna']);
  });

  test('or the head decides', async () => {
    expect(await asks('Head', 'it is her client')).toMatchObject({ type: 'accepted' });
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna') });
    expect((await assignments()).at(-1)).toMatchObject({ reason: 'handed-back-by-head' });
    expect(await asks('Head')).toEqual({ type: 'refused', code: 'nothing-to-hand-back' });
  });

  test('nothing is left of half an agreement once it is settled', async () => {
    await asks('Anna');
    await o.w.does('Boris', conversation, { type: 'reply', text: 'done' });
    await o.w.does('Boris', conversation, { type: 'resolve' });
    expect(await asks('Boris')).toEqual({ type: 'refused', code: 'conversation-resolved' });
    expect(await o.row(client)).toMatchObject({ status: 'resolved', specialistId: o.named('Boris') });
    // It is finished, so who was late may take up what comes of it.
    expect(await o.w.does('Anna', conversation, { type: 'take' })).toMatchObject({ type: 'accepted' });
  });

  test('nor once it is somebody else’s', async () => {
    await asks('Anna');
    await o.w.does('Boris', conversation, { type: 'transfer', department: 'client', specialist: o.named('Vera'), reason: 'hers' });
    // Vera finishes now in Anna's place: it is she whom Anna has to agree with, and Boris has no say any more.
    expect(await asks('Boris')).toEqual({ type: 'refused', code: 'not-in-charge' });
    expect(await asks('Vera')).toMatchObject({ type: 'accepted' });
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Vera'), replacedId: o.named('Anna') });
  });

  test('nor once the stand-in is not there any more', async () => {
    await asks('Boris');
    await o.w.engine.submit({ type: 'not-there', conversation, specialist: o.named('Boris') });
    // Nobody else takes conversations here, so it is Anna's again.
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna'), replacedId: null });
    expect(await asks('Head')).toEqual({ type: 'refused', code: 'nothing-to-hand-back' });
  });
});

describe('R13, R31: nothing ends without an answer unnoticed', () => {
  test('who waits is answered before it is settled, or it is said why they are not', async () => {
    expect(await o.w.does('Anna', conversation, { type: 'resolve' })).toEqual({ type: 'refused', code: 'answer-owed' });
    expect(await o.w.does('Anna', conversation, { type: 'resolve', reason: 'a wrong number' })).toMatchObject({ type: 'accepted' });
    expect(await o.row(client)).toMatchObject({ status: 'resolved', waitingSince: null });
    const [turn] = await o.w.db.query('select closed_reason as why from turn where conversation_id = $1::text::uuid', [conversation]);
    expect(turn).toEqual({ why: 'waived' });
    expect(await o.w.thread(client.window)).toContainEqual(
      expect.objectContaining({ audience: 'internal', body: { text: 'a wrong number' } }),
    );
  });

  test('who was answered needs no reason', async () => {
    await o.w.does('Anna', conversation, { type: 'reply', text: 'hi' });
    expect(await o.w.does('Anna', conversation, { type: 'resolve' })).toMatchObject({ type: 'accepted' });
  });

  test('a head needs one as well', async () => {
    expect(await o.w.does('Head', conversation, { type: 'resolve' })).toEqual({ type: 'refused', code: 'answer-owed' });
  });
});

describe('a head who is called for help', () => {
  const calls = () =>
    o.w.db.query('select kind, result, done_by as by from task where conversation_id = $1::text::uuid order by created_at', [conversation]);

  beforeEach(async () => {
    await takeOver();
    o.pass(4);
    await o.tick();
    expect(await calls()).toEqual([{ kind: 'late', result: null, by: null }]);
  });

  test('has nothing left to do when the client is answered, and the call says so where it stands', async () => {
    await o.w.does('Boris', conversation, { type: 'reply', text: 'sorry' });
    expect(await calls()).toEqual([{ kind: 'late', result: 'answered', by: o.named('Boris') }]);
    const said = (await o.w.thread(client.window)).find((each) => each.body.key === 'late.both.head');
    expect(said?.body).toMatchObject({ params: { late: 'Anna', standIn: 'Boris', end: 'answered' } });
    expect(said?.body.text).toContain('No help is needed any more: the client has been answered by Boris.');
  });

  test('nor when no answer is needed, or it ends so', async () => {
    await o.w.does('Head', conversation, { type: 'resolve', reason: 'they called' });
    expect(await calls()).toEqual([{ kind: 'late', result: 'no-answer-needed', by: o.named('Head') }]);
  });

  test('but still has it while somebody else is to answer', async () => {
    await o.w.does('Vera', conversation, { type: 'take' });
    expect(await calls()).toMatchObject([{ result: null }]);
    await o.w.does('Vera', conversation, { type: 'reply', text: 'sorry' });
    expect(await calls()).toEqual([{ kind: 'late', result: 'answered', by: o.named('Vera') }]);
  });
});
