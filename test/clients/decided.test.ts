import { afterEach, describe, expect, it } from 'vitest';
import { expireOwnerships } from '../../src/clients/expire-ownership.ts';
import { handOverDue } from '../../src/clients/hand-over.ts';
import { movePortfolio } from '../../src/clients/move-portfolio.ts';
import { retakeAll } from '../support/retake.ts';
import { conversationOf, type WorldSpec } from '../support/world.ts';
import { type Trade, trade } from './company.ts';

const hour = 3_600_000;
const company: WorldSpec = {
  specialists: [
    { name: 'Sonia', department: 'sales' },
    { name: 'Olga', availability: 'off' },
  ],
  clients: [{ name: 'Romashka', size: 'medium', stage: 'prospect', owner: { sales: 'Sonia' } }],
};

let own: Trade;
afterEach(() => own.world.close());

const later = (hours: number) => {
  own.world.clock.at = new Date(own.world.clock.at.getTime() + hours * hour);
};
const decided = () =>
  own.all<{ kind: string; rule: string; times: number }>(
    `select kind, split_part(outcome, ' ', 1) as rule, times from client_decision order by at, id`,
  );
const kinds = async () => (await retakeAll(own.world.db)).differing.map(({ kind, what }) => [kind, what]);

describe('R29, R30: a decision about a client', () => {
  it('is kept when somebody is to own it next: that there is nobody is counted, who it was is a row', async () => {
    own = await trade('postgres', company);
    await own.deal('Romashka', 'd1');
    await own.payment('Romashka', 'p1');
    await own.payment('Romashka', 'p2');
    for (let i = 0; i < 3; i++) {
      await handOverDue(own.deps, 10);
      later(1);
    }
    await own.world.db.query(`update specialist set availability = 'available' where name = 'Olga'`);
    await handOverDue(own.deps, 10);
    expect((await decided()).filter((each) => each.kind === 'owner')).toEqual([
      { kind: 'owner', rule: 'nobody:all-away', times: 3 },
      { kind: 'owner', rule: 'least-loaded', times: 1 },
    ]);
    expect((await decided())[0]).toEqual({ kind: 'handover', rule: 'goes:client', times: 4 });
    expect(await kinds()).toEqual([]);
    await own.world.db.query(`update roster_snapshot set candidates = '[]' where id in (select snapshot_id from client_decision)`);
    expect(await kinds()).toEqual([
      ['owner', 'outcome'],
      ['owner', 'outcome'],
    ]);
    await own.world.db.query('delete from client_decision where snapshot_id is not null');
  });

  it('is kept when a handover waits, counted while it waits for the same', async () => {
    own = await trade('postgres', { ...company, specialists: [{ name: 'Sonia', department: 'sales' }, { name: 'Olga' }] });
    const { world } = own;
    await own.deal('Romashka', 'd1');
    await own.payment('Romashka', 'p1');
    await own.payment('Romashka', 'p2');
    const conversation = conversationOf(await world.contact('Romashka').says('Good morning'));
    for (let i = 0; i < 3; i++) {
      await handOverDue(own.deps, 10);
      later(1);
    }
    await world.does('Sonia', conversation, { type: 'reply', text: 'Good morning' });
    await world.does('Sonia', conversation, { type: 'resolve' });
    await handOverDue(own.deps, 10);
    expect(await decided()).toEqual([
      { kind: 'handover', rule: 'waits:open-conversation', times: 3 },
      { kind: 'handover', rule: 'goes:client', times: 1 },
      { kind: 'owner', rule: 'least-loaded', times: 1 },
    ]);
    expect(await kinds()).toEqual([]);
    await world.db.query(`update client_decision set basis = jsonb_set(basis, '{facts,isTalking}', 'true') where kind = 'handover'`);
    expect(await kinds()).toEqual([['handover', 'outcome']]);
    await world.db.query(`delete from client_decision where kind = 'handover'`);
  });

  it('is kept when an ownership ends', async () => {
    own = await trade('postgres', { specialists: [{ name: 'Olga' }] });
    const conversation = conversationOf(await own.world.stranger().says('operator'));
    await own.world.does('Olga', conversation, { type: 'reply', text: 'Good morning' });
    await own.world.does('Olga', conversation, { type: 'resolve' });
    await own.world.db.query(`update conversation set status = 'closed'`);
    later(91 * 24);
    await expireOwnerships(own.deps, 10);
    expect(await decided()).toEqual([{ kind: 'expiry', rule: 'no-deal', times: 1 }]);
    expect(await kinds()).toEqual([]);
    await own.world.db.query(`update client_decision set basis = jsonb_set(basis, '{facts,client,deals}', '1')`);
    expect(await kinds()).toEqual([['expiry', 'outcome']]);
    await own.world.db.query('delete from client_decision');
  });

  it('is kept when somebody’s whole portfolio moves', async () => {
    const clients = ['One', 'Two', 'Three'].map((name) => ({ name, owner: { client: 'Olga' } }));
    const specialists = [
      { name: 'Olga' },
      { name: 'Anna' },
      { name: 'Boris', capacity: 0.5 },
      { name: 'Clara', availability: 'off' as const },
    ];
    own = await trade('postgres', { specialists, clients });
    const { world } = own;
    const specialist = world.specialist('Olga');
    await own.act((ctx) =>
      movePortfolio(
        { ...ctx, actor: { kind: 'specialist', id: specialist } },
        world.engine.company(),
        { specialist, department: 'client' },
        'ill',
      ),
    );
    expect(await own.all('select jsonb_array_length(items) as clients from portfolio_move')).toEqual([{ clients: 3 }]);
    expect(await kinds()).toEqual([]);
    await world.db.query(`update portfolio_move set basis = jsonb_set(basis, '{facts,people}', '[]')`);
    expect(await kinds()).toEqual([['move', 'outcome']]);
    await world.db.query('delete from portfolio_move');
  });
});
