import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ContactId, ConversationId, NewId } from '../../../src/domain/ids.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { recount } from '../../../src/engine/recount.ts';
import { logCall } from '../../../src/engine/verbs/log-contact.ts';
import { databases } from '../../support/database.ts';
import { type World, world } from '../../support/world.ts';

const newId = v7 as NewId;

interface Charge {
  readonly id: ConversationId;
  readonly status: string;
  readonly charge: string | null;
  readonly stand_in: string | null;
}

describe.each(databases())('R7: two colleagues meet the same client at the same moment, on %s', (kind) => {
  let w: World;
  let servers: readonly Engine[];

  beforeEach(async () => {
    w = await world(kind, {
      specialists: [{ name: 'Olga' }, { name: 'Anna' }, { name: 'Sveta', department: 'sales' }, { name: 'Pavel', department: 'sales' }],
      clients: [{ name: 'Mill', stage: 'served', owner: { client: 'Olga' }, contacts: ['Vera'] }],
    });
    // Each colleague's word may come to another server of the same database; an embedded one has one.
    servers = kind === 'postgres' ? [w.engine, await w.another()] : [w.engine, w.engine];
  });
  afterEach(async () => {
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    await w.close();
  });

  const meet = async (server: number, name: string, take: { readonly reason: string | null } | null) => {
    const [vera] = await w.db.query<{ id: ContactId }>(`select id from contact where name = 'Vera'`);
    const engine = servers[server] as Engine;
    return logCall(
      { db: w.db, submit: engine.submit, now: () => w.clock.at, newId },
      {
        key: newId(),
        actor: w.specialist(name),
        kind: 'visit',
        who: { contact: vera?.id as ContactId },
        language: 'en',
        answers: [],
        words: 'A visit',
        note: null,
        take,
      },
    );
  };
  const open = () =>
    w.db.query<Charge>(
      `select c.id, c.status, s.name as charge, i.name as stand_in from conversation c left join specialist s on s.id = c.specialist_id
         left join specialist i on i.id = c.stand_in_id where c.status not in ('resolved', 'closed')`,
    );

  it('the owner is called once, and one of the two is the stand-in', async () => {
    const logged = await Promise.all([meet(0, 'Sveta', null), meet(1, 'Pavel', null)]);
    expect(logged.map(({ type }) => type)).toEqual(['logged', 'logged']);
    const rows = await open();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.charge).toBe('Olga');
    expect(['Sveta', 'Pavel']).toContain(rows[0]?.stand_in);
  });

  it('both serve at once, with a reason: one does, and nobody has it twice', async () => {
    await Promise.all([meet(0, 'Sveta', { reason: 'In a hurry' }), meet(1, 'Pavel', { reason: 'In a hurry' })]);
    const rows = await open();
    expect(rows).toHaveLength(1);
    expect(['Sveta', 'Pavel']).toContain(rows[0]?.charge);
  });

  it('two take it early from who was called: the second sees that it was taken meanwhile', async () => {
    await meet(0, 'Sveta', null);
    const [row] = await open();
    const id = row?.id as ConversationId;
    const take = (server: number, name: string) =>
      (servers[server] as Engine).submit({
        type: 'desk',
        key: newId(),
        conversation: id,
        actor: w.specialist(name),
        command: { type: 'take', from: w.specialist('Olga'), reason: 'They are here' },
      });
    const outcomes = await Promise.all([take(0, 'Sveta'), take(1, 'Pavel')]);
    expect(outcomes.filter(({ type }) => type === 'accepted')).toHaveLength(1);
    expect(outcomes.flatMap((each) => (each.type === 'refused' ? [each.code] : []))).toEqual(['taken-meanwhile']);
    const [now] = await open();
    expect(['Sveta', 'Pavel']).toContain(now?.charge);
    const taken = await w.db.query(
      `select 1 from assignment a join specialist s on s.id = a.specialist_id where a.conversation_id = $1::text::uuid and s.name <> 'Olga'`,
      [id],
    );
    expect(taken).toHaveLength(1);
  });
});
