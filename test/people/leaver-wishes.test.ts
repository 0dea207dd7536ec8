import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { objections } from '../../src/domain/objection.ts';
import type { ProposalShown } from '../../src/http/desk/work/proposal.ts';
import { type Giving, openGiving } from '../http/desk/clients/giving.ts';
import { json, refusal } from '../http/house.ts';
import { conversationOf } from '../support/world.ts';

let g: Giving;
beforeEach(async () => {
  g = await openGiving();
  await g.begin();
});
afterEach(() => g.close());

async function leaves(name: string): Promise<void> {
  const ada = g.hand('Ada');
  const { version } = await json<{ version: string }>(await ada.get(`/staff/${g.person(name)}`));
  expect((await ada.post(`/staff/${g.person(name)}/leave`, { version })).status).toBe(200);
}

/** Olga has a conversation she wishes Ivan of sales to have, who is busy; the proposal's id. */
async function namesIvan() {
  const { world } = g.home;
  const conversation = conversationOf(await world.stranger().says('Good morning'));
  await world.does('Olga', conversation, { type: 'take', knowingly: objections });
  await busy(3000);
  await world.does('Olga', conversation, {
    type: 'transfer',
    department: 'sales',
    specialist: g.person('Ivan') as never,
    reason: 'he knows them',
  });
  await busy(0);
  const [named] = await world.db.query<{ id: string }>(`select id from proposal where conversation_id = $1::text::uuid`, [conversation]);
  return { conversation, id: named?.id ?? '' };
}

const busy = (units: number) =>
  g.home.world.db.query(`update specialist_load set case_units = $2::text::int where specialist_id = $1::text::uuid`, [
    g.person('Ivan'),
    String(units),
  ]);

async function offered(name: string): Promise<Record<string, boolean>> {
  const { proposals } = await json<{ proposals: ProposalShown[] }>(await g.hand(name).get('/proposals'));
  return Object.fromEntries(proposals.map(({ id, may }) => [id, may.decide]));
}

describe('R8: what is wished of somebody who leaves', () => {
  it('ends at once, of a client and of a conversation, which stays with whoever has it', async () => {
    const owner = await g.proposed();
    const { conversation, id: named } = await namesIvan();
    expect(await g.statusOf(named)).toBe('asked');
    await leaves('Ivan');
    expect([await g.statusOf(owner), await g.statusOf(named)]).toEqual(['over', 'over']);
    const [row] = await g.home.world.db.query<{ name: string }>(
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

  it('of a director who was to decide, is the head’s: offered to them, counted, and carried out', async () => {
    const owner = await g.proposed();
    const { conversation, id: named } = await namesIvan();
    for (const id of [owner, named]) await g.decide('Hugo', id, 'decline', { reason: 'three tenders' });
    expect([await g.statusOf(owner), await g.statusOf(named)]).toEqual(['raised', 'raised']);
    expect(await offered('Hugo')).toEqual({ [owner]: false, [named]: false });
    expect([await g.badge('Hugo'), await g.badge('Dina')]).toEqual([0, 2]);
    expect(await refusal(await g.decide('Hugo', named, 'accept'))).toEqual([409, 'not-proposed']);
    await leaves('Dina');
    expect(await offered('Hugo')).toEqual({ [owner]: true, [named]: true });
    expect([await g.badge('Hugo'), await g.badge('Hanna')]).toEqual([2, 0]);
    const notes = await g.home.world.db.query<{ key: string }>(
      `select body->>'key' as key from message where conversation_id = $1::text::uuid and body->>'key' like 'proposal.%' order by seq`,
      [conversation],
    );
    expect(notes.map(({ key }) => key)).toEqual(['proposal.asked', 'proposal.raised', 'proposal.headed']);
    expect((await g.decide('Hugo', named, 'accept')).status).toBe(200);
    expect((await g.decide('Hugo', owner, 'decline', { reason: 'it stays' })).status).toBe(200);
    // There is nobody after them any more.
    expect([await g.statusOf(owner), await g.statusOf(named)]).toEqual(['refused', 'accepted']);
    expect(await g.badge('Hugo')).toBe(0);
  });
});
