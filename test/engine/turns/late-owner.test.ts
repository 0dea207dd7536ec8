import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ClientHand, conversationOf, type WorldSpec } from '../../support/world.ts';
import { type Owed, owed } from '../support/owed.ts';

const late: WorldSpec = {
  specialists: [
    { name: 'Anna', deputy: 'Boris' },
    { name: 'Boris' },
    { name: 'Vera' },
    { name: 'Head', role: 'head', serves: false },
    { name: 'Rita', department: 'sales' },
    { name: 'Sam', role: 'head', department: 'sales', serves: false },
  ],
  heads: { client: 'Head', sales: 'Sam' },
  clients: Array.from({ length: 20 }, (_, i) => ({ name: `C${i}`, owner: { client: 'Anna' } })),
};

let o: Owed;
let client: ClientHand;
let conversation: ReturnType<typeof conversationOf>;

beforeAll(async () => {
  o = await owed('pglite', late);
});
afterAll(() => o.close());

/** Anna is late with the first answer, and Boris steps in for her. */
beforeEach(async () => {
  client = o.client();
  conversation = conversationOf(await client.says('hello'));
  o.pass(4);
  await o.tick();
  expect(await o.row(client)).toMatchObject({ specialistId: o.named('Boris'), replacedId: o.named('Anna') });
});

const refused = { type: 'refused', code: 'stand-in-finishes' };
const hasIt = (name: string | null) => expect.objectContaining({ specialistId: name === null ? null : o.named(name) });
const handsOn = (who: string, department: string, to?: string) =>
  o.w.does(who, conversation, {
    type: 'transfer',
    department,
    reason: 'not mine',
    ...(to !== undefined && { specialist: o.named(to) }),
  });
const retries = () => o.w.engine.submit({ type: 'retry', conversation });
const leaves = (name: string) => o.w.engine.submit({ type: 'not-there', conversation, specialist: o.named(name) });

async function away(...names: readonly string[]): Promise<void> {
  const ids = names.map(o.named);
  await o.w.db.query(`update specialist set availability = 'away' where id in (select unnest($1::text::uuid[]))`, [`{${ids.join(',')}}`]);
  await o.w.engine.reload();
}

describe('R13: who was late does not get it back', () => {
  test('by the stand-in’s handing it on without a name, though the client is theirs', async () => {
    await handsOn('Boris', 'client');
    // Whoever has it now stands in for Anna as Boris did: two can agree, and nobody third is to blame.
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Vera'), replacedId: o.named('Anna'), standInId: null });
    const said = (await o.w.thread(client.window)).findLast((each) => each.body.key === 'late.stand-in');
    expect(said?.body.params).toMatchObject({ name: 'Vera', late: 'Anna' });
    o.pass(4);
    await o.tick();
    expect(await o.row(client)).toEqual(hasIt('Vera'));
    expect((await o.told(client)).at(-1)).toEqual(['late.both.head', 'Head']);
  });

  test('by way of another department, whose own person has a stand-in of that department', async () => {
    await handsOn('Boris', 'sales');
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Rita'), replacedId: null });
    await handsOn('Rita', 'client');
    expect(await o.row(client)).toMatchObject({ replacedId: o.named('Anna') });
    expect(await o.row(client)).not.toEqual(hasIt('Anna'));
  });

  test('by a name on a second transfer, nor by a tap', async () => {
    await handsOn('Boris', 'client', 'Vera');
    expect(await handsOn('Vera', 'client', 'Anna')).toEqual(refused);
    expect(await o.w.does('Anna', conversation, { type: 'take' })).toEqual(refused);
    await o.w.does('Vera', conversation, { type: 'reply', text: 'done' });
    expect(await handsOn('Vera', 'client', 'Anna')).toEqual(refused);
    await handsOn('Vera', 'client');
    expect(await o.row(client)).toEqual(hasIt('Boris'));
  });

  test('because the stand-in is not there any more', async () => {
    await leaves('Boris');
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Vera'), replacedId: o.named('Anna') });
  });

  test('as the stand-in of whoever has it next', async () => {
    await handsOn('Boris', 'sales');
    await handsOn('Rita', 'client');
    const found = await o.w.db.query('select explanation from assignment where conversation_id = $1::text::uuid order by n', [
      conversation,
    ]);
    expect(found.at(-1)).not.toMatchObject({ explanation: { standIn: expect.anything() } });
    expect(found.at(-1)).toMatchObject({ explanation: { late: [o.named('Anna')] } });
  });
});

describe('R13: who was late has it again', () => {
  test('when a head names them for it while nobody stands in', async () => {
    await handsOn('Boris', 'sales');
    // Of the other department she is a wish, which her head accepts.
    expect(await handsOn('Rita', 'client', 'Anna')).toMatchObject({ type: 'accepted' });
    expect(await o.row(client)).not.toEqual(hasIt('Anna'));
    expect(await o.w.does('Head', conversation, { type: 'accept' })).toMatchObject({ type: 'accepted' });
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna'), replacedId: null });
  });

  test('when whoever stands in by now and they agree, or the head decides', async () => {
    await o.w.does('Anna', conversation, { type: 'hand-back', reason: 'hers' });
    await handsOn('Boris', 'client', 'Vera');
    // What Boris was asked he has left unanswered; Vera is asked anew.
    await o.w.does('Vera', conversation, { type: 'hand-back', reason: 'she knows them' });
    expect(await o.row(client)).toEqual(hasIt('Vera'));
    await o.w.does('Anna', conversation, { type: 'hand-back', reason: 'I do' });
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna'), replacedId: null });
  });

  test('once it is settled and goes on', async () => {
    await handsOn('Boris', 'client', 'Vera');
    await o.w.does('Vera', conversation, { type: 'reply', text: 'done' });
    await o.w.does('Vera', conversation, { type: 'resolve' });
    expect(await o.w.does('Anna', conversation, { type: 'take' })).toMatchObject({ type: 'accepted' });
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna'), replacedId: null });
  });

  test('when nobody else of the department can: a client who waits is better off with them than with nobody', async () => {
    await away('Boris', 'Vera');
    await leaves('Boris');
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna'), replacedId: null });
    const found = await o.w.db.query('select rule from assignment where conversation_id = $1::text::uuid order by n', [conversation]);
    expect(found.at(-1)).toEqual({ rule: 'late' });
    await o.w.db.query(`update specialist set availability = 'available'`);
    await o.w.engine.reload();
  });

  test('but not from the hand of who would rather not: it waits, and is the stand-in’s before it is theirs', async () => {
    await away('Vera');
    await handsOn('Boris', 'client');
    expect(await o.row(client)).toMatchObject({ status: 'queued', specialistId: null, replacedId: null });
    expect(await o.w.does('Anna', conversation, { type: 'take' })).toEqual(refused);
    await retries();
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Boris'), replacedId: o.named('Anna') });
    await o.w.db.query(`update specialist set availability = 'available'`);
    await o.w.engine.reload();
  });
});
