import { afterEach, describe, expect, it } from 'vitest';
import { changeClient } from '../../src/clients/change-client.ts';
import { handOverDue } from '../../src/clients/hand-over.ts';
import { lockForOwner } from '../../src/clients/set-owner.ts';
import { assignmentsOf } from '../../src/db/conversations/card.ts';
import type { SizeClass } from '../../src/domain/client.ts';
import type { ServingRow } from '../../src/domain/serving.ts';
import { recount } from '../../src/engine/recount.ts';
import { explainAssignment } from '../../src/reports/explain-assignment.ts';
import { wrongPortfolios } from '../engine/support/portfolios.ts';
import { databases } from '../support/database.ts';
import { conversationOf, type WorldSpec } from '../support/world.ts';
import { type Trade, trade, withLines } from './company.ts';

const table: readonly ServingRow[] = [
  { size: 'small', deals: 0, department: 'retail' },
  { size: 'small', deals: 2, department: 'wholesale' },
  { size: 'large', deals: 1, department: 'sales' },
];

const company: WorldSpec = {
  specialists: [
    { name: 'Rita', department: 'retail' },
    { name: 'Wanda', department: 'wholesale' },
    { name: 'Sonia', department: 'sales' },
    { name: 'Olga' },
  ],
  clients: [{ name: 'Romashka', stage: 'prospect', owner: { retail: 'Rita' }, contacts: ['Anna'] }],
  policy: (policy) => ({ ...withLines(policy), serving: table }),
};

let own: Trade;
afterEach(async () => {
  const { db, engine } = own.world;
  expect(await recount(db, engine.company())).toEqual([]);
  expect(await wrongPortfolios(db)).toEqual([]);
  await own.world.close();
});

const owners = () =>
  own.all<{ department: string; name: string }>(
    `select d.key as department, s.name from ownership o join department d on d.id = o.department_id
     join specialist s on s.id = o.specialist_id where o.until is null order by d.key`,
  );
const moves = () =>
  own.all<{ from_department: string; to_department: string; status: string; why: string | null; waits_for: string | null }>(
    `select from_department, to_department, status, why, waits_for from handover where product_line is null order by began_at, id`,
  );
const resize = async (size: SizeClass) => {
  const id = await own.client('Romashka');
  await own.act(async (ctx) => {
    const row = await lockForOwner(ctx, { id });
    if (row !== null) await changeClient(ctx, row, { size });
  });
};
const later = (ms: number) => {
  own.world.clock.at = new Date(own.world.clock.at.getTime() + ms);
};

describe.each(databases())('R17: a client whom another department is to serve, on %s', (kind) => {
  it('R4: is with sales as a large newcomer, though a stored table says otherwise, and goes by the table once it is served', async () => {
    const stored: readonly ServingRow[] = [...table, { size: 'key', deals: 0, department: 'retail' }];
    own = await trade(kind, { ...company, policy: (policy) => ({ ...withLines(policy), serving: stored }) });
    await resize('key');
    expect(await moves()).toEqual([]);
    const conversation = conversationOf(await own.world.contact('Anna').says('Good morning'));
    expect(await own.world.conversations(own.world.contact('Anna').window)).toMatchObject([
      { specialistId: own.world.specialist('Sonia') },
    ]);
    expect(await owners()).toEqual([
      { department: 'retail', name: 'Rita' },
      { department: 'sales', name: 'Sonia' },
    ]);
    await own.world.does('Sonia', conversation, { type: 'reply', text: 'Good morning' });
    await own.world.does('Sonia', conversation, { type: 'resolve' });
    await own.deal('Romashka', 'd1');
    await own.world.contact('Anna').says('One more thing');
    expect((await own.world.conversations(own.world.contact('Anna').window)).at(-1)).toMatchObject({
      specialistId: own.world.specialist('Rita'),
    });
  });

  it('goes there after the deal that says so, with the courtesies of any handover', async () => {
    own = await trade(kind, company);
    const { world } = own;
    const conversation = conversationOf(await world.contact('Anna').says('Good morning'));
    await world.does('Rita', conversation, { type: 'reply', text: 'Good morning' });
    await own.deal('Romashka', 'd1');
    expect(await moves()).toEqual([]);
    await own.deal('Romashka', 'd2');
    expect(await moves()).toMatchObject([{ from_department: 'retail', to_department: 'wholesale', status: 'due', why: 'segment' }]);

    // Never while a conversation is open.
    await handOverDue(own.deps, 10);
    expect(await moves()).toMatchObject([{ waits_for: 'open-conversation' }]);
    expect(await owners()).toEqual([{ department: 'retail', name: 'Rita' }]);

    await world.does('Rita', conversation, { type: 'resolve' });
    later(6 * 60_000);
    await handOverDue(own.deps, 10);
    expect(await owners()).toEqual([{ department: 'wholesale', name: 'Wanda' }]);
    expect(await moves()).toMatchObject([{ status: 'done' }]);
    // Introduced in the window, and both told.
    const said = (await world.thread(world.contact('Anna').window)).at(-1);
    expect(said).toMatchObject({
      author: 'system',
      body: { key: 'introduced', params: { name: 'Wanda', department: 'the wholesale department', former: 'Rita' } },
    });
    expect(
      await own.all(`select kind, s.name from task t join specialist s on s.id = t.specialist_id where kind like 'hand%' order by kind`),
    ).toEqual([
      { kind: 'handed-over', name: 'Rita' },
      { kind: 'handover', name: 'Wanda' },
    ]);
  });

  it('is served there from the next conversation on, before the owner has followed', async () => {
    own = await trade(kind, company);
    await own.deal('Romashka', 'd1');
    await own.deal('Romashka', 'd2');
    const { world } = own;
    const conversation = conversationOf(await world.contact('Anna').says('Good morning'));
    const [row] = await world.conversations(world.contact('Anna').window);
    expect(row).toMatchObject({ id: conversation, specialistId: world.specialist('Wanda') });
    // R29: and it is said why.
    const [assignment] = await assignmentsOf(world.db, conversation);
    const names = { person: () => 'Wanda', department: () => 'Wholesale', zone: () => 'UTC' };
    expect(assignment === undefined ? [] : explainAssignment(assignment, 'en', names)).toContain(
      'By the policy’s table this department serves clients of this size after 2 deals.',
    );
    await world.does('Wanda', conversation, { type: 'reply', text: 'Good morning' });
    await world.does('Wanda', conversation, { type: 'resolve' });
    await handOverDue(own.deps, 10);
    expect(await owners()).toEqual([{ department: 'wholesale', name: 'Wanda' }]);
  });
});

describe('R17: the table and what changes meanwhile', () => {
  it('another size by hand moves a client too, and back again before it went withdraws the move', async () => {
    own = await trade('pglite', company);
    await own.deal('Romashka', 'd1');
    await resize('large');
    expect(await moves()).toMatchObject([{ from_department: 'retail', to_department: 'sales', status: 'due' }]);
    await resize('small');
    await handOverDue(own.deps, 10);
    expect(await moves()).toMatchObject([{ status: 'withdrawn' }]);
    expect(await owners()).toEqual([{ department: 'retail', name: 'Rita' }]);
  });

  it('the end of an initial period leads where the table says, which may be where the client is', async () => {
    own = await trade('pglite', {
      ...company,
      clients: [{ name: 'Romashka', size: 'large', stage: 'prospect', owner: { sales: 'Sonia' }, contacts: ['Anna'] }],
    });
    await own.deal('Romashka', 'd1');
    await own.payment('Romashka', 'p1');
    await own.payment('Romashka', 'p2');
    await handOverDue(own.deps, 10);
    expect(await owners()).toEqual([{ department: 'sales', name: 'Sonia' }]);
    expect(await own.one('select status, to_department from handover')).toEqual({ status: 'done', to_department: 'sales' });
    expect(await own.one(`select stage from client`)).toEqual({ stage: 'served' });
    expect(await own.all('select 1 as one from task')).toEqual([]);
  });

  it('nothing moves where the policy has no table', async () => {
    own = await trade('pglite', { ...company, policy: withLines });
    await own.deal('Romashka', 'd1');
    await own.deal('Romashka', 'd2');
    await resize('large');
    expect(await moves()).toEqual([]);
  });
});
