import { afterEach, describe, expect, it } from 'vitest';
import { attach } from '../../src/clients/attach.ts';
import { clientTx } from '../../src/clients/deps.ts';
import { withAgain } from '../../src/db/again.ts';
import { recount } from '../../src/engine/recount.ts';
import { databases } from '../support/database.ts';
import { inMidst } from '../support/in-midst.ts';
import { type Trade, trade } from './company.ts';

describe.each(databases())('R6, R12: somebody attached to a client in the moment its first assignment comes, on %s', (kind) => {
  let own: Trade;
  let tried: number;
  afterEach(() => own.world.close());

  /** Pavel, whose load is locked first, has a stranger, who turns out to be of Lipa, a client of nobody; Anna of Lipa writes for the first time. */
  async function begin() {
    own = await trade(kind, {
      specialists: [{ name: 'Pavel' }, { name: 'Olga' }],
      clients: [{ name: 'Lipa', stage: 'served', contacts: ['Anna'] }],
    });
    const { world } = own;
    await world.db.query(`update specialist set serves = name = 'Pavel'`);
    const stranger = world.stranger();
    await stranger.says('operator');
    await world.db.query(`update specialist set serves = name = 'Olga'`);
    const [row] = await own.all<{ contact: string }>(`select contact_id as contact from "window" where id = '${stranger.window}'`);
    const client = await own.client('Lipa');
    tried = 0;
    const attaches = () =>
      withAgain(world.db).transaction((tx) => {
        tried += 1;
        const ctx = clientTx(own.deps, { kind: 'terminal', id: null }, tx);
        return attach(ctx, { contact: row?.contact ?? '', to: { client }, role: null, reason: 'they said so' });
      });
    return { attaches, writes: () => world.contact('Anna').says('Good morning') };
  }

  /** Embedded, one waits for the other by itself, whichever comes first. */
  const race = (first: () => Promise<unknown>, second: () => Promise<unknown>) =>
    kind === 'postgres' ? inMidst(own.world.db, first, second) : Promise.all([first(), second()]);
  const owners = async () =>
    (
      await own.all<{ name: string }>(
        `select s.name from ownership o join specialist s on s.id = o.specialist_id join client c on c.id = o.client_id
          where c.name = 'Lipa' and o.until is null`,
      )
    ).map(({ name }) => name);
  const holds = async () => {
    expect(
      await own.all(`select 1 from ownership o join client c on c.id = o.client_id where c.name <> 'Lipa' and o.until is null`),
    ).toEqual([]);
    expect(await recount(own.world.db, own.world.engine.company())).toEqual([]);
  };

  it('comes first: who had them owns it, and the first word goes to that owner', async () => {
    const { attaches, writes } = await begin();
    await race(attaches, writes);
    expect(await owners()).toEqual(kind === 'postgres' ? ['Pavel'] : [expect.any(String)]);
    await holds();
  });

  it('comes second: it has an owner already, and gets no second one', async () => {
    const { attaches, writes } = await begin();
    await race(writes, attaches);
    expect(await owners()).toEqual(kind === 'postgres' ? ['Olga'] : [expect.any(String)]);
    expect(tried).toBe(kind === 'postgres' ? 2 : 1);
    await holds();
  });
});
