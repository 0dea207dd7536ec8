import { afterEach, describe, expect, it } from 'vitest';
import type { ContactId } from '../../../src/domain/ids.ts';
import { recount } from '../../../src/engine/recount.ts';
import { databases } from '../../support/database.ts';
import { conversationOf, type World, type WorldSpec, world } from '../../support/world.ts';

let own: World;
afterEach(async () => {
  expect(await recount(own.db, own.engine.company())).toEqual([]);
  await own.close();
});

const company: WorldSpec = {
  specialists: [{ name: 'Olga' }, { name: 'Pavel' }, { name: 'Dina', role: 'director', serves: false }],
  clients: [{ name: 'Anna', owner: { client: 'Olga' } }],
};

async function contactOf(name: string): Promise<ContactId> {
  const [row] = await own.db.query<{ id: ContactId }>('select id from contact where name = $1', [name]);
  if (row === undefined) throw new Error(`no contact ${name}`);
  return row.id;
}

async function opens(name: string, text: string, key = `key-${text}`) {
  return own.engine.submit({ type: 'opening', key, actor: own.specialist(name), contact: await contactOf('Anna'), text });
}

describe.each(databases())('a specialist who writes first, on %s', (kind) => {
  it('is introduced, has the conversation in their charge and waits for the client', async () => {
    own = await world(kind, company);
    const outcome = await opens('Pavel', 'Your invoice is ready');
    const anna = own.contact('Anna');
    const thread = await own.thread(anna.window);
    expect(thread.map((each) => [each.author, each.body.key ?? each.body.text])).toEqual([
      ['system', 'joined'],
      ['specialist', 'Your invoice is ready'],
    ]);
    expect(await own.conversations(anna.window)).toMatchObject([
      { id: conversationOf(outcome), status: 'waiting-on-client', specialistId: own.specialist('Pavel'), channel: 'webchat', turns: 0 },
    ]);
    expect((await own.loads())['Pavel']?.cases).toBeGreaterThan(0);
  });

  it('gets the answer, and holds the turn', async () => {
    own = await world(kind, company);
    const id = conversationOf(await opens('Pavel', 'Hello'));
    const answer = await own.contact('Anna').says('Thank you');
    expect(conversationOf(answer)).toBe(id);
    expect(await own.conversations(own.contact('Anna').window)).toMatchObject([{ status: 'waiting-on-us', turns: 1 }]);
  });

  it('goes on in what they have open; a colleague is refused', async () => {
    own = await world(kind, company);
    const id = conversationOf(await opens('Pavel', 'One'));
    expect(conversationOf(await opens('Pavel', 'Two'))).toBe(id);
    expect(await opens('Olga', 'Three')).toEqual({ type: 'refused', code: 'not-in-charge' });
  });

  it('is heard once, however often the same key comes', async () => {
    own = await world(kind, company);
    const first = await opens('Pavel', 'Hello', 'the key');
    const again = await opens('Pavel', 'Hello', 'the key');
    expect(again).toEqual({ ...first, duplicate: true });
    expect(await own.thread(own.contact('Anna').window)).toHaveLength(2);
  });

  it('writes where the client wrote from last', async () => {
    own = await world(kind, company);
    const anna = own.contact('Anna');
    const id = conversationOf(await anna.says('Good morning'));
    await own.does('Olga', id, { type: 'resolve', reason: 'nothing to answer' });
    await opens('Olga', 'One more thing');
    const [before, after] = await own.conversations(anna.window);
    expect(after?.target).toBe(before?.target);
    expect(after).toMatchObject({ status: 'waiting-on-client', specialistId: own.specialist('Olga') });
  });

  it('is refused without a department, and for a contact that is not there', async () => {
    own = await world(kind, company);
    expect(await opens('Dina', 'Hello')).toEqual({ type: 'refused', code: 'unknown-specialist' });
    await own.db.query('update contact set erased_at = now()');
    expect(await opens('Olga', 'Hello')).toEqual({ type: 'refused', code: 'contact-not-found' });
  });

  it('without room for it has said what there was to say, and it is settled', async () => {
    own = await world(kind, {
      ...company,
      policy: (policy) => ({ ...policy, conversations: { limit: { client: 1 }, overloadByHand: false } }),
    });
    await own.stranger().says('operator');
    await own.stranger().says('operator');
    const id = conversationOf(await opens('Olga', 'Hello'));
    const [stored] = await own.conversations(own.contact('Anna').window);
    expect(stored).toMatchObject({ id, status: 'resolved', specialistId: own.specialist('Olga') });
  });
});
