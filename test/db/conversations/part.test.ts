import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hadPartIn } from '../../../src/db/conversations/part.ts';
import { databases } from '../../support/database.ts';
import { conversationOf, type World, world } from '../../support/world.ts';

describe.each(databases())('a part in a conversation on %s', (kind) => {
  let company: World;
  beforeAll(async () => {
    company = await world(kind, {
      specialists: [
        { name: 'Olga' },
        { name: 'Pavel', availability: 'off' },
        { name: 'Nora', availability: 'off' },
        { name: 'Fedor', department: 'finance' },
      ],
    });
  });
  afterAll(() => company.close());

  it('has whoever is in charge, whoever was, and whoever wrote in it', async () => {
    const client = company.stranger();
    const id = conversationOf(await client.says('operator'));
    await company.does('Olga', id, {
      type: 'transfer',
      department: 'finance',
      specialist: company.specialist('Fedor'),
      reason: 'an invoice',
    });
    await company.does('Pavel', id, { type: 'note', text: 'they asked before' });
    const names = ['Fedor', 'Olga', 'Pavel', 'Nora'];
    const parts = names.map((name) => hadPartIn(company.db, { id, window: client.window }, company.specialist(name)));
    expect(await Promise.all(parts)).toEqual([true, true, true, false]);
  });
});
