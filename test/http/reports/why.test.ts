import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeskEvidence } from '../../../src/http/reports/desk-evidence.ts';
import { folding } from '../../reports/folding.ts';
import { conversationOf } from '../../support/world.ts';
import { enter, type StaffHand, staffedHouse } from '../access/staff.ts';
import { type House, json } from '../house.ts';

interface Page {
  readonly rows: readonly DeskEvidence[];
  readonly total: number;
}

describe('an assignment behind a number', () => {
  let home: House;
  let owner = '';
  let conversation = '';
  const hands = new Map<string, StaffHand>();
  const behind = async (name: string, metric: string, language = 'en') => {
    const hand = hands.get(name) as StaffHand;
    return json<Page>(
      await hand.get(`/reports/assignments/evidence?metric=${metric}&from=2026-03-01&until=2026-03-31`, { 'accept-language': language }),
    );
  };

  beforeAll(async () => {
    home = await staffedHouse();
    for (const name of ['Olga', 'Pavel', 'Hanna', 'Gleb', 'Dina', 'Ada']) hands.set(name, await enter(home, name));
    conversation = conversationOf(await home.world.stranger().says('operator'));
    const [row] = await home.world.db.query<{ name: string }>(
      'select s.name from conversation c join specialist s on s.id = c.specialist_id where c.id = $1::text::uuid',
      [conversation],
    );
    owner = row?.name ?? '';
    await folding(home.world).fold();
  });
  afterAll(() => home.close());

  it('says in sentences why it was so, in the language that is asked for', async () => {
    const { rows, total } = await behind('Dina', 'assigned.n');
    expect(total).toBe(1);
    expect(rows).toMatchObject([{ conversation, person: owner, details: { rule: 'least-loaded' } }]);
    expect(rows[0]?.why?.join(' ')).toContain(owner);
    expect(rows[0]?.why?.at(-1)).toBe('Under policy version 1.');
    expect((await behind('Dina', 'assigned.leastLoaded', 'ru')).rows[0]?.why?.at(-1)).toBe('По правилам версии 1.');
  });

  it('is explained to whoever may read the conversation, and to nobody else', async () => {
    const seen = async (name: string) => (await behind(name, 'assigned.n')).rows.map(({ title, why }) => [title === null, why === null]);
    const other = owner === 'Olga' ? 'Pavel' : 'Olga';
    expect(await seen(owner)).toEqual([[false, false]]);
    expect(await seen('Hanna')).toEqual([[false, false]]);
    expect(await seen(other)).toEqual([]);
    expect(await seen('Gleb')).toEqual([]);
    // an admin sees numbers, and reads no conversations
    for (const each of await seen('Ada')) expect(each).toEqual([true, true]);
  });

  it('is no part of what stands behind other numbers', async () => {
    const { rows } = await behind('Dina', 'opened.n');
    expect(rows).toMatchObject([{ conversation, why: null }]);
  });
});
