import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PolicyView } from '../../../../src/http/desk/policy/policy.ts';
import type { NewTree, TreeChecked, TreeView } from '../../../../src/http/desk/policy/tree.ts';
import { enter, type StaffHand, staffedHouse } from '../../access/staff.ts';
import { type House, json, newId, refusal } from '../../house.ts';

let home: House;
const hands = new Map<string, StaffHand>();
beforeAll(async () => {
  home = await staffedHouse();
  for (const name of ['Olga', 'Hanna', 'Dina']) hands.set(name, await enter(home, name));
});
afterAll(() => home.close());

const hand = (name: string) => hands.get(name) as StaffHand;
const view = async () => json<TreeView>(await hand('Dina').get('/question-tree?language=en'));
const greeting = { ru: 'Здравствуйте! Чем помочь?', en: 'Hello! How can we help?' };

describe('the question tree', () => {
  it('is looked over as a draft, of which nothing is kept', async () => {
    const { tree, hash } = await view();
    const check = async (draft: NewTree['tree']) =>
      json<TreeChecked>(await hand('Dina').post('/question-tree/check?language=en', { tree: draft }));
    expect(await check({ ...tree, greeting })).toEqual({ mistakes: [], changes: [expect.any(String)] });
    expect((await check({ ...tree, root: 'nowhere' })).mistakes).not.toEqual([]);
    expect((await view()).hash).toBe(hash);
  });

  it('is published by the director, and kept in all its versions', async () => {
    const { tree, hash } = await view();
    const response = await hand('Dina').post('/question-tree?language=en', { base: hash, tree: { ...tree, greeting }, note: 'Shorter' });
    expect(response.status).toBe(201);
    const published = await json<TreeView>(response);
    expect(published).toMatchObject({ tree: { greeting }, may: { change: true } });
    expect(published.versions[0]).toMatchObject({ hash: published.hash, by: { name: 'Dina' }, note: 'Shorter' });
    expect(await json(await hand('Hanna').get(`/question-tree/${hash}`))).toEqual({ hash, tree });
    expect(await refusal(await hand('Dina').post('/question-tree', { base: hash, tree }))).toEqual([409, 'changed-meanwhile']);
  });

  it('422 with a mistake', async () => {
    const { tree, hash } = await view();
    const response = await hand('Dina').post('/question-tree', { base: hash, tree: { ...tree, root: 'nowhere' } });
    expect(await refusal(response)).toEqual([422, 'tree-mistakes']);
  });

  it('R4: 422 with a large leaf that stays with the client department; one that is asked already only warns', async () => {
    const { tree, hash, warnings } = await view();
    const { large } = tree.leaves;
    if (large === undefined) return expect.fail('the demo tree has a large leaf');
    const staying = { ...tree, leaves: { ...tree.leaves, large: { ...large, jurisdiction: 'client' as const } } };
    const refused = await hand('Dina').post('/question-tree?language=en', { base: hash, tree: staying });
    expect(refused.status).toBe(422);
    const { error } = await json<{ error: { code: string; details: unknown } }>(refused);
    const words = expect.stringMatching(/large newcomers are with sales/);
    expect(error).toMatchObject({ code: 'tree-mistakes', details: [{ path: ['leaves', 'large'], words }] });
    expect(warnings).toEqual([]);
    await home.world.db.query(
      `update question_tree set data = jsonb_set(data, '{leaves,large,jurisdiction}', '"client"') where hash = $1`,
      [hash],
    );
    expect((await view()).warnings).toEqual([{ path: ['leaves', 'large'], words }]);
    await home.world.db.query(`update question_tree set data = jsonb_set(data, '{leaves,large,jurisdiction}', '"sales"') where hash = $1`, [
      hash,
    ]);
  });

  it('R23: says what a matter is about, by topics of the company’s list only; one that is asked already only warns', async () => {
    const { tree, hash } = await view();
    const naming = (topic: string) => {
      const asked = tree.questions[tree.root];
      if (asked?.kind !== 'choice') throw new Error('the demo tree begins with a choice');
      const options = asked.options.map((each) => (each.id === 'myself' ? { ...each, topic } : each));
      return { ...tree, questions: { ...tree.questions, [tree.root]: { ...asked, options } } };
    };
    expect(await refusal(await hand('Dina').post('/question-tree', { base: hash, tree: naming('weather') }))).toEqual([
      422,
      'tree-mistakes',
    ]);
    expect((await hand('Dina').post('/question-tree', { base: hash, tree: naming('order') })).status).toBe(201);
    await home.engine.reload();
    const { world } = home;
    const stranger = world.stranger();
    const say = (content: { text: string; choice?: { question: string; option: string } }) =>
      home.engine.submit({
        ...{ type: 'inbound', account: 'webchat', externalId: newId(), address: stranger.address, window: stranger.window },
        ...{ language: 'en', content, occurredAt: world.clock.at },
      });
    const topic = async () => (await world.conversations(stranger.window)).map((each) => each.topic);
    await say({ text: 'Hello' });
    expect(await topic()).toEqual([null]);
    await say({ text: '', choice: { question: tree.root, option: 'myself' } });
    expect(await topic()).toEqual(['order']);
    // The list of topics changes later: the tree is asked on, and its writer is told.
    const policy = await json<PolicyView>(await hand('Dina').get('/policy'));
    const topics = [{ key: 'problem', name: { ru: 'Не работает', en: 'Problem' } }];
    await hand('Dina').post('/policy', { base: policy.version, data: { ...policy.data, topics } });
    await home.engine.reload();
    expect((await view()).warnings).toMatchObject([{ path: ['questions', tree.root, 'options', expect.any(Number)] }]);
  });

  it('404 for a version that never was', async () => {
    expect(await refusal(await hand('Hanna').get('/question-tree/none'))).toEqual([404, 'not-found']);
  });

  it('403 for a specialist, and for a head who would change it', async () => {
    const { tree, hash } = await view();
    expect(await refusal(await hand('Olga').get('/question-tree'))).toEqual([403, 'forbidden']);
    expect(await refusal(await hand('Hanna').post('/question-tree/check', { tree }))).toEqual([403, 'forbidden']);
    expect(await refusal(await hand('Hanna').post('/question-tree', { base: hash, tree }))).toEqual([403, 'forbidden']);
  });
});
