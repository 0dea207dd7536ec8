import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { objections } from '../../src/domain/objection.ts';
import { type Giving, openGiving } from '../http/desk/clients/giving.ts';
import { json } from '../http/house.ts';
import { conversationOf } from '../support/world.ts';

let g: Giving;
beforeEach(async () => {
  g = await openGiving();
  await g.begin();
});
afterEach(() => g.close());

async function leaves(name: string): Promise<void> {
  const dina = g.hand('Dina');
  const { version } = await json<{ version: string }>(await dina.get(`/staff/${g.person(name)}`));
  expect((await dina.post(`/staff/${g.person(name)}/leave`, { version })).status).toBe(200);
}

describe('R8: what is wished of somebody who leaves', () => {
  it('ends at once, of a client and of a conversation, which stays with whoever has it', async () => {
    const owner = await g.proposed();
    const { world } = g.home;
    const conversation = conversationOf(await world.stranger().says('Good morning'));
    await world.does('Olga', conversation, { type: 'take', knowingly: objections });
    await world.db.query(`update specialist_load set case_units = 3000 where specialist_id = $1::text::uuid`, [g.person('Ivan')]);
    const wish = { type: 'transfer', department: 'sales', specialist: g.person('Ivan') as never, reason: 'he knows them' } as const;
    await world.does('Olga', conversation, wish);
    const [named] = await world.db.query<{ id: string }>(`select id from proposal where kind = 'person'`);
    expect(await g.statusOf(named?.id ?? '')).toBe('asked');
    await world.db.query(`update specialist_load set case_units = 0 where specialist_id = $1::text::uuid`, [g.person('Ivan')]);
    await leaves('Ivan');
    expect([await g.statusOf(owner), await g.statusOf(named?.id ?? '')]).toEqual(['over', 'over']);
    const [row] = await world.db.query<{ name: string }>(
      'select s.name from conversation c join specialist s on s.id = c.specialist_id where c.id = $1::text::uuid',
      [conversation],
    );
    expect(row?.name).toBe('Sveta');
  });

  it('of a head who was to decide, is the director’s at once', async () => {
    const owner = await g.proposed();
    await leaves('Hugo');
    expect(await g.statusOf(owner)).toBe('raised');
    expect((await g.decide('Dina', owner, 'accept')).status).toBe(200);
    expect(await g.owners()).toEqual({ client: 'Olga', sales: 'Ivan' });
  });
});
