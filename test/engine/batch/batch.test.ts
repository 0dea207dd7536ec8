import { afterEach, describe, expect, test } from 'vitest';
import type { Db, Queries } from '../../../src/db/db.ts';
import { recount } from '../../../src/engine/recount.ts';
import type { Submission } from '../../../src/engine/submissions/submission.ts';
import { type ClientHand, conversationOf, type World, type WorldSpec, world } from '../../support/world.ts';
import { does, says, taps } from '../support/submissions.ts';
import { watched } from '../support/watched.ts';

/** A database that will not take one word. */
function tripping(db: Db): Db {
  const over = (tx: Queries): Queries => ({
    ...tx,
    query: async (statement, parameters) => {
      if (JSON.stringify(parameters)?.includes('poison')) throw new Error('tripped');
      return tx.query(statement, parameters);
    },
  });
  return { ...db, transaction: (work) => db.transaction((tx) => work(over(tx))) };
}

describe('a batch', () => {
  let w: World;
  const given = async (spec: WorldSpec) => {
    w = await world('postgres', spec);
  };
  const said = async (client: ClientHand) =>
    (await w.thread(client.window)).filter((each) => each.author !== 'system').map((each) => each.body.text);

  afterEach(async () => {
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    await w.close();
  });

  test('takes many messages of one window in the order in which they came', async () => {
    await given({ specialists: [{ name: 'Anna' }, { name: 'Boris', department: 'sales' }] });
    const { submit, flushes } = watched(w);
    const visitor = w.stranger();
    const outcomes = await Promise.all(
      [
        taps(visitor, 'who', 'organisation'),
        taps(visitor, 'workplaces', 'over-200'),
        says(visitor, 'Romashka'),
        says(visitor, 'We need it by May'),
        says(visitor, 'All of it'),
      ].map(submit),
    );
    expect(flushes.map((each) => each.length)).toEqual([5]);
    const places = outcomes.map((each) => (each.type === 'accepted' ? (each.seq ?? 0) : 0));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(outcomes.map(conversationOf)).size).toBe(1);
    expect(await said(visitor)).toEqual(['For an organisation', 'More than 200', 'Romashka', 'We need it by May', 'All of it']);
    const [row] = await w.conversations(visitor.window);
    expect(row).toMatchObject({ status: 'waiting-on-us', specialistId: w.specialist('Boris') });
    const clients = await w.db.query('select name, size from client');
    expect(clients).toEqual([{ name: 'Romashka', size: 'key' }]);
  });

  test('of one window holds a question and its answer, and what the specialist did between', async () => {
    await given({ specialists: [{ name: 'Anna' }], clients: [{ name: 'One', owner: { client: 'Anna' } }] });
    const { submit, flushes } = watched(w);
    const one = w.contact('One');
    const conversation = conversationOf(await submit(says(one, 'hello')));
    const anna = w.specialist('Anna');
    await Promise.all(
      [
        does(anna, conversation, { type: 'reply', text: 'hi' }),
        does(anna, conversation, { type: 'note', text: 'easy' }),
        does(anna, conversation, { type: 'resolve' }),
        does(anna, conversation, { type: 'reply', text: 'and a word more' }),
        does(anna, conversation, { type: 'resolve' }),
      ].map(submit),
    );
    expect(flushes.map((each) => each.length)).toEqual([1, 5]);
    expect(await said(one)).toEqual(['hello', 'hi', 'easy', 'and a word more']);
    expect(await w.conversations(one.window)).toMatchObject([{ status: 'resolved', caseUnits: 0 }]);
  });

  test('of thirty-two with one that cannot be carried out stores the other thirty-one', async () => {
    await given({ specialists: [{ name: 'Anna' }] });
    const { submit, flushes } = watched(w, { db: tripping(w.db) });
    const strangers = Array.from({ length: 32 }, () => w.stranger());
    const outcomes = await Promise.allSettled(strangers.map((each, i) => submit(says(each, i === 17 ? 'poison' : 'hello'))));
    expect(flushes[0]).toHaveLength(32);
    expect(outcomes.flatMap((each, i) => (each.status === 'rejected' ? [[i, String(each.reason)]] : []))).toEqual([[17, 'Error: tripped']]);
    for (const table of ['inbound_key', 'identity', 'contact', '"window"', 'conversation']) {
      expect(await w.db.query(`select 1 from ${table}`), table).toHaveLength(31);
    }
    expect(flushes.length).toBeLessThanOrEqual(2 + 2 * 6);
  });

  test('leaves out, for a minute, whoever spoiled one', async () => {
    await given({ specialists: [{ name: 'Anna' }] });
    const { submit, flushes } = watched(w, { db: tripping(w.db) });
    const [noisy, ...quiet] = Array.from({ length: 4 }, () => w.stranger());
    const together = async () => {
      flushes.length = 0;
      await Promise.all([...quiet, noisy].flatMap((each) => (each === undefined ? [] : [submit(says(each, 'hello'))])));
      return flushes.map((each) => each.length);
    };
    await expect(submit(says(noisy as ClientHand, 'poison'))).rejects.toThrow('tripped');
    expect(await together()).toEqual([3, 1]);
    w.clock.at = new Date(w.clock.at.getTime() + 59_000);
    expect(await together()).toEqual([3, 1]);
    w.clock.at = new Date(w.clock.at.getTime() + 2_000);
    expect(await together()).toEqual([4]);
  });

  test('answers repeats of what is stored, and of what it holds itself', async () => {
    await given({ specialists: [{ name: 'Anna' }], clients: [{ name: 'One', owner: { client: 'Anna' } }] });
    const { submit, flushes } = watched(w);
    const one = w.contact('One');
    const first = says(one, 'first', 'a');
    const second = says(one, 'second', 'b');
    await submit(first);
    flushes.length = 0;
    const outcomes = await Promise.all([first, second, first, second].map(submit));
    expect(flushes.map((each) => each.length)).toEqual([4]);
    const [, fresh] = outcomes;
    expect(outcomes).toMatchObject([
      { seq: 1, duplicate: true },
      { duplicate: false },
      { seq: 1, duplicate: true },
      { seq: fresh?.type === 'accepted' ? fresh.seq : null, duplicate: true },
    ]);
    expect(await said(one)).toEqual(['first', 'second']);
  });

  test('that changes one text of the desk several times leaves the last words, as one change', async () => {
    await given({ specialists: [{ name: 'Anna' }, { name: 'Boris' }], clients: [{ name: 'One', owner: { client: 'Anna' } }] });
    const { submit, flushes } = watched(w);
    const one = w.contact('One');
    const conversation = conversationOf(await submit(says(one, 'hello')));
    await w.db.query(`update outbox set status = 'sent'`);
    flushes.length = 0;
    const taken = ['Boris', 'Anna', 'Boris', 'Anna', 'Boris'].map((name) => does(w.specialist(name), conversation, { type: 'take' }));
    await Promise.all(taken.map(submit));
    expect(flushes.map((each) => each.length)).toEqual([5]);
    expect((await w.thread(one.window)).at(-1)).toMatchObject({ author: 'system', body: { params: { name: 'Boris' } } });
    const [row] = await w.db.query<{ changed: number }>(`select changed from message where author = 'system'`);
    expect(await w.db.query(`select last_change as changed from "window" where id = $1`, [one.window])).toEqual([row]);
    expect(await w.db.query(`select n as changed from outbox where verb = 'edit'`)).toEqual([row]);
  });

  test('in which a conversation goes through every department starts anew with more load rows, and is stored once', async () => {
    await given({
      specialists: [{ name: 'Anna' }, { name: 'Sonya', department: 'sales' }, { name: 'Fedor', department: 'finance' }],
      clients: [{ name: 'One', owner: { client: 'Anna' } }],
    });
    const { submit, flushes } = watched(w);
    const one = w.contact('One');
    const conversation = conversationOf(await submit(says(one, 'hello')));
    const hand = (from: string, department: string): Submission =>
      does(w.specialist(from), conversation, { type: 'transfer', department, reason: `to ${department}` });
    const outcomes = await Promise.all([hand('Anna', 'sales'), hand('Sonya', 'finance'), hand('Fedor', 'client')].map(submit));
    expect(outcomes.map((each) => each.type)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(flushes).toHaveLength(2);
    expect(await said(one)).toEqual(['hello', 'to sales', 'to finance', 'to client']);
    expect(await w.conversations(one.window)).toMatchObject([{ status: 'waiting-on-us', specialistId: w.specialist('Anna') }]);
    expect(await w.loads()).toMatchObject({ Anna: { cases: 500 }, Sonya: { cases: 0 }, Fedor: { cases: 0 } });
    // Passing a conversation on makes no owner anywhere (R12, R15).
    expect(await w.db.query('select specialist_id as owner from ownership')).toEqual([{ owner: w.specialist('Anna') }]);
  });

  test('with two people of one client gives the client one owner, at the first attempt', async () => {
    await given({
      specialists: [{ name: 'Anna' }, { name: 'Boris' }],
      clients: [{ name: 'One', size: 'small', contacts: ['Vera', 'Oleg'] }],
    });
    const { submit, flushes } = watched(w);
    await Promise.all(['Vera', 'Oleg'].map((name) => submit(says(w.contact(name), 'hello'))));
    expect(flushes).toHaveLength(1);
    expect(await w.db.query('select 1 from ownership where until is null')).toHaveLength(1);
    const charge = await w.db.query('select distinct specialist_id from conversation');
    expect(charge).toHaveLength(1);
    const portfolios = Object.values(await w.loads()).map((each) => each.portfolio);
    expect(portfolios.toSorted()).toEqual([0, 40]);
  });
});
