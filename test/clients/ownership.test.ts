import { afterEach, describe, expect, it } from 'vitest';
import { changeClient } from '../../src/clients/change-client.ts';
import { fireClientTimers } from '../../src/clients/client-timers.ts';
import { expireOwnerships } from '../../src/clients/expire-ownership.ts';
import { movePortfolio } from '../../src/clients/move-portfolio.ts';
import { lockForOwner, setOwner } from '../../src/clients/set-owner.ts';
import type { ServingRow } from '../../src/domain/serving.ts';
import { recount } from '../../src/engine/recount.ts';
import { wrongPortfolios } from '../engine/support/portfolios.ts';
import { databases } from '../support/database.ts';
import { inMidst } from '../support/in-midst.ts';
import { conversationOf, type WorldSpec } from '../support/world.ts';
import { type Trade, trade, withLines } from './company.ts';

const day = 86_400_000;
const company: WorldSpec = {
  specialists: [{ name: 'Sonia', department: 'sales' }, { name: 'Olga' }, { name: 'Pavel' }],
  clients: [
    { name: 'Romashka', stage: 'served', owner: { client: 'Olga' } },
    { name: 'Lipa', stage: 'served' },
  ],
};

let own: Trade;
afterEach(async () => {
  const { db, engine } = own.world;
  expect(await recount(db, engine.company())).toEqual([]);
  expect(await wrongPortfolios(db)).toEqual([]);
  await own.world.close();
});

const later = (days: number) => {
  own.world.clock.at = new Date(own.world.clock.at.getTime() + days * day);
};
const owners = () =>
  own.all<{ client: string; department: string; name: string; rests: string }>(
    `select c.name as client, d.key as department, s.name, o.rests_on as rests from ownership o join department d on d.id = o.department_id
     join specialist s on s.id = o.specialist_id join client c on c.id = o.client_id where o.until is null order by c.name, d.key`,
  );
const ended = () =>
  own.all<{ action: string; reason: string }>(`select action, data->>'reason' as reason from audit where action like 'owner.%'`);
/** A conversation with Romashka's contact is handed to sales, and is over. */
async function throughSales(client = 'Romashka'): Promise<void> {
  const { world } = own;
  const conversation = conversationOf(await world.contact(client).says('A question'));
  const [row] = await world.conversations(world.contact(client).window);
  const has = world.specialist('Olga') === row?.specialistId ? 'Olga' : 'Pavel';
  await world.does(has, conversation, { type: 'transfer', department: 'sales', reason: 'About a purchase' });
  await world.does('Sonia', conversation, { type: 'reply', text: 'Here is the offer' });
  await world.does('Sonia', conversation, { type: 'resolve' });
}

describe('R12, R15: passing on a conversation', () => {
  it('makes no second owner of a client that is served', async () => {
    own = await trade('pglite', company);
    await throughSales();
    expect(await owners()).toEqual([{ client: 'Romashka', department: 'client', name: 'Olga', rests: 'hand' }]);
    expect(await own.world.loads()).toMatchObject({ Sonia: { portfolio: 0 }, Olga: { portfolio: 40 } });
  });

  it('gives a served client that nobody owns an owner in the client department, and none in sales', async () => {
    own = await trade('pglite', company);
    await throughSales('Lipa');
    expect((await owners()).filter(({ client }) => client === 'Lipa')).toMatchObject([{ department: 'client', rests: 'first-assignment' }]);
  });

  it('follows the policy’s table: the department that serves', async () => {
    const serving: readonly ServingRow[] = [{ size: 'small', deals: 0, department: 'sales' }];
    own = await trade('pglite', { ...company, policy: (policy) => ({ ...withLines(policy), serving }) });
    await own.world.contact('Lipa').says('Good morning');
    expect((await owners()).filter(({ client }) => client === 'Lipa')).toMatchObject([{ department: 'sales', name: 'Sonia' }]);
  });
});

describe.each(databases())('R12: an ownership that rests on nothing, on %s', (kind) => {
  /** As it was made before passing on made no owner. */
  const makeSecondOwner = async (restsOn = 'first-assignment') => {
    const { world } = own;
    await own.all(
      `insert into ownership (id, client_id, department_id, specialist_id, "from", reason, rests_on)
       select gen_random_uuid(), c.id, d.id, s.id, '${world.clock.at.toISOString()}', 'first-assignment', '${restsOn}'
       from client c, department d, specialist s where c.name = 'Romashka' and d.key = 'sales' and s.name = 'Sonia'`,
    );
    await own.all(
      `update specialist_load set portfolio_units = portfolio_units + 150 from specialist s where s.id = specialist_id and s.name = 'Sonia'`,
    );
  };

  it('ends, also of a client that is served: dated, on record, off the portfolio', async () => {
    own = await trade(kind, company);
    await makeSecondOwner();
    later(89);
    expect(await expireOwnerships(own.deps, 10)).toBe(0);
    later(2);
    expect(await expireOwnerships(own.deps, 10)).toBe(1);
    expect(await owners()).toMatchObject([{ department: 'client', name: 'Olga' }]);
    expect(await ended()).toEqual([{ action: 'owner.ended', reason: 'not-asked-for' }]);
    expect(await own.world.loads()).toMatchObject({ Sonia: { portfolio: 0 } });
  });

  it('stays where somebody gave it by hand, and where a product line is still with sales', async () => {
    own = await trade(kind, company);
    await makeSecondOwner('hand');
    later(100);
    expect(await expireOwnerships(own.deps, 10)).toBe(0);
    await own.all(`update ownership set rests_on = 'first-assignment'`);
    await own.deal('Romashka', 'd1');
    expect(await expireOwnerships(own.deps, 10)).toBe(0);
  });

  it('rests on a word from then on where somebody says what it was already', async () => {
    own = await trade(kind, company);
    await makeSecondOwner();
    const id = await own.client('Romashka');
    const says = () =>
      own.act(async (ctx) => {
        const row = await lockForOwner(ctx, { id });
        const owner = { department: 'sales', specialist: own.world.specialist('Sonia'), reason: 'They buy from her' };
        return row === null ? null : setOwner(ctx, row, owner);
      });
    expect(await says()).toEqual({ type: 'unchanged' });
    expect(await says()).toEqual({ type: 'unchanged' });
    expect(await owners()).toMatchObject([{ department: 'client' }, { department: 'sales', name: 'Sonia', rests: 'hand' }]);
    expect(await own.world.loads()).toMatchObject({ Sonia: { portfolio: 150 } });
    later(100);
    expect(await expireOwnerships(own.deps, 10)).toBe(0);
  });

  it('ends however often it was carried on with a whole portfolio', async () => {
    own = await trade(kind, { specialists: [{ name: 'Olga' }, { name: 'Pavel', availability: 'off' }] });
    const { world } = own;
    const conversation = conversationOf(await world.stranger().says('operator'));
    await world.does('Olga', conversation, { type: 'reply', text: 'Done' });
    await world.does('Olga', conversation, { type: 'resolve' });
    await own.all(`update conversation set status = 'closed', closed_at = now()`);
    await own.all(`update specialist set availability = 'available'`);
    const mover = { specialist: world.specialist('Olga'), department: 'client' };
    await own.act((ctx) =>
      movePortfolio({ ...ctx, actor: { kind: 'specialist', id: mover.specialist } }, world.engine.company(), mover, 'ill'),
    );
    expect(await owners()).toMatchObject([{ name: 'Pavel', rests: 'first-assignment' }]);
    later(91);
    expect(await expireOwnerships(own.deps, 10)).toBe(1);
    expect(await owners()).toEqual([]);
    await own.all(`delete from conversation`);
  });
});

describe('R12: clients in active work only weigh', () => {
  const olga = async () => (await own.world.loads())['Olga']?.portfolio;
  const say = async (stage: 'lost' | 'served') => {
    const id = await own.client('Romashka');
    await own.act(async (ctx) => {
      const row = await lockForOwner(ctx, { id });
      if (row !== null) await changeClient(ctx, row, { stage });
    });
  };

  it('a client that is lost weighs nothing, and weighs again when it is won back', async () => {
    own = await trade('pglite', company);
    await own.deal('Romashka', 'd1');
    await say('served');
    await own.deal('Romashka', 'd2');
    expect(await olga()).toBe(40);
    later(181);
    await fireClientTimers(own.deps, 10);
    expect(await olga()).toBe(40);
    later(366);
    await fireClientTimers(own.deps, 10);
    expect(await own.one(`select stage from client where name = 'Romashka'`)).toEqual({ stage: 'lost' });
    expect(await olga()).toBe(0);
    await own.deal('Romashka', 'd3');
    expect(await olga()).toBe(40);
  });

  it('by what it is once it is somebody’s: a deal in the midst of its first word counts', async () => {
    own = await trade('postgres', { specialists: [{ name: 'Olga' }], clients: [{ name: 'Lipa', stage: 'lost' }] });
    const { world } = own;
    await inMidst(
      world.db,
      () => world.contact('Lipa').says('Good morning'),
      () => own.deal('Lipa', 'd1'),
    );
    expect(await owners()).toMatchObject([{ client: 'Lipa', name: 'Olga' }]);
    expect(await olga()).toBe(40);
  });

  it('whoever says so: a person, the API', async () => {
    own = await trade('pglite', company);
    await say('lost');
    expect(await olga()).toBe(0);
    await say('served');
    expect(await olga()).toBe(40);
  });

  it('a private person weighs in the client department too, a 1500th of a portfolio', async () => {
    own = await trade('pglite', {
      specialists: [{ name: 'Olga' }],
      clients: [{ name: 'Vera', size: 'private', owner: { client: 'Olga' } }],
    });
    expect(await olga()).toBe(4);
  });
});
