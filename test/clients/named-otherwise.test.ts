import { v7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { fireClientTimers } from '../../src/clients/client-timers.ts';
import type { ClientId, ConversationId, NewId } from '../../src/domain/ids.ts';
import { recount } from '../../src/engine/recount.ts';
import { databases } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { conversationOf, type World, world } from '../support/world.ts';

describe.each(databases())('R12, R15: an owner by a conversation that turns out to be about another client, on %s', (kind) => {
  let w: World;
  afterEach(async () => {
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    await w.close();
  });

  /** Vera keeps the books of two companies that are nobody's yet, and chose the first: Anna has it, and the client with it. */
  async function mistaken(): Promise<ConversationId> {
    w = await world(kind, {
      specialists: [{ name: 'Anna' }, { name: 'Dina', role: 'director', serves: false }],
      clients: ['Alfa', 'Beta'].map((name) => ({ name, stage: 'prospect', size: 'small', contacts: ['Vera'] })),
    });
    await w.engine.submit({ type: 'choose-client', window: w.contact('Vera').window, client: await clientIn('Alfa') });
    const id = conversationOf(await w.contact('Vera').says('Good morning'));
    expect(await owned()).toEqual([['Alfa', 'Anna']]);
    return id;
  }
  const clientIn = async (name: string) =>
    (await w.db.query<{ id: ClientId }>('select id from client where name = $1', [name]))[0]?.id as ClientId;
  const owned = async () =>
    (
      await w.db.query<{ client: string; specialist: string }>(
        `select cl.name as client, s.name as specialist from ownership o join client cl on cl.id = o.client_id
         join specialist s on s.id = o.specialist_id where o.until is null order by 1`,
      )
    ).map(({ client, specialist }) => [client, specialist]);
  const later = (ms = 1000) => {
    w.clock.at = new Date(w.clock.at.getTime() + ms);
  };
  const names = async (conversation: ConversationId, client: string) => {
    later();
    await w.does('Dina', conversation, { type: 'client', client: await clientIn(client) });
    const { db, engine } = w;
    const live = { publish: () => {}, subscribe: () => () => {}, close: async () => {} };
    const deps = { db, company: engine.company, now: () => w.clock.at, newId: v7 as NewId, log: silentLog, live };
    while ((await fireClientTimers(deps, 10)) > 0);
  };

  it('is so no more, and is the other one’s; a second change brings the first back, and a third the second', async () => {
    const id = await mistaken();
    const { portfolio } = (await w.loads())['Anna'] ?? {};
    for (const name of ['Beta', 'Alfa', 'Beta']) {
      await names(id, name);
      expect(await owned()).toEqual([[name, 'Anna']]);
      expect((await w.loads())['Anna']?.portfolio).toBe(portfolio);
    }
    const ended = await w.db.query<{ outcome: string }>(`select outcome from client_decision where kind = 'expiry'`);
    expect(ended.map((each) => each.outcome)).toEqual(Array(3).fill(`named-otherwise ${w.specialist('Anna')}`));
  });

  it('stays so where anything else of the client was theirs, or a deal followed', async () => {
    const id = await mistaken();
    await w.does('Anna', id, { type: 'reply', text: 'Hello' });
    await w.does('Anna', id, { type: 'resolve' });
    later();
    await w.engine.submit({ type: 'choose-client', window: w.contact('Vera').window, client: await clientIn('Alfa') });
    const second = conversationOf(await w.contact('Vera').says('Another thing'));
    expect(second).not.toBe(id);
    await names(second, 'Beta');
    expect(await owned()).toEqual([
      ['Alfa', 'Anna'],
      ['Beta', 'Anna'],
    ]);
    await w.db.query(
      `insert into deal (id, client_id, product_line, amount, currency, unrepresentative, hash, at, created_at, by_kind)
       select $1::text::uuid, id, 'licence', 1, 'RUB', false, 'd', $2::text::timestamptz, $2::text::timestamptz, 'terminal' from client where name = 'Alfa'`,
      [v7(), w.clock.at.toISOString()],
    );
    await names(id, 'Beta');
    expect(await owned()).toEqual([
      ['Alfa', 'Anna'],
      ['Beta', 'Anna'],
    ]);
  });

  it('stays so where somebody gave the client to them by hand', async () => {
    const id = await mistaken();
    await w.db.query(`update ownership set rests_on = 'hand' where until is null`);
    await names(id, 'Beta');
    expect(await owned()).toEqual([
      ['Alfa', 'Anna'],
      ['Beta', 'Anna'],
    ]);
  });
});
