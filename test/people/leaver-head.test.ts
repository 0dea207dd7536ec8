import { v7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { movePortfolio } from '../../src/clients/move-portfolio.ts';
import { staffRow } from '../../src/db/people/staff.ts';
import { listTasks } from '../../src/db/work/tasks.ts';
import type { NewId } from '../../src/domain/ids.ts';
import type { Staff } from '../../src/http/desk/people/staff.ts';
import { leave } from '../../src/people/administer.ts';
import { settleLeavings } from '../../src/people/settle-leavings.ts';
import { type Trade, trade } from '../clients/company.ts';
import { enter, member, type StaffHand } from '../http/access/staff.ts';
import { type House, house, json } from '../http/house.ts';
import { silentLog } from '../support/log.ts';
import { conversationOf } from '../support/world.ts';
import { comesBack, company, depsOf, directorOf, leaves, openTasks, ownersNow } from './leaver.ts';

const newId = v7 as NewId;

let own: Trade;

const deps = () => depsOf(own);
const olgaLeaves = (asksHead = false) => leaves(own, asksHead);
const owners = () => ownersNow(own);
const tasks = () => openTasks(own);

describe('R8, R12: whoever leaves', () => {
  afterEach(() => own.world.close());

  it('being the only one, leaves their clients to the head as a task with a deadline, done by giving them away', async () => {
    own = await trade('pglite', company());
    await olgaLeaves();
    expect(await tasks()).toEqual([{ kind: 'leaver', name: 'Hanna' }]);
    const [task] = await own.all<{ due_at: Date }>('select due_at from task');
    expect(task?.due_at.getTime()).toBe(own.world.clock.at.getTime() + 8 * 3_600_000);
  });

  it('being the head, leaves what a head is called for to whoever decides in their place, and to nobody it is about', async () => {
    own = await trade('pglite', company());
    const { world } = own;
    const romashka = await own.client('Romashka');
    await olgaLeaves(true);
    await own.all(
      `insert into task (id, kind, client_id, department_id, specialist_id, text, due_at, created_at)
       select '${newId()}', 'late', '${romashka}', d.id, d.head_id, '', now(), now() from department d where d.key = 'client'`,
    );
    expect(await tasks()).toEqual([
      { kind: 'late', name: 'Hanna' },
      { kind: 'leaver', name: 'Hanna' },
    ]);
    const row = await staffRow(world.db, world.clock.at, world.specialist('Hanna'));
    if (row === null) throw new Error('no Hanna');
    await comesBack(own);
    await leave(deps(), directorOf(own), row, row.version);
    await settleLeavings(deps(), 10);
    expect(await tasks()).toEqual([{ kind: 'late', name: 'Dina' }]);
    await olgaLeaves(true);
    expect(await tasks()).toEqual([
      { kind: 'late', name: 'Dina' },
      { kind: 'leaver', name: 'Dina' },
    ]);
  });

  it('leaves them to the head where that was wished, though colleagues could have them', async () => {
    own = await trade('pglite', company([{ name: 'Pavel' }]));
    await olgaLeaves(true);
    expect((await owners()).map(({ name }) => name)).toEqual(['Olga', 'Olga']);
    expect(await tasks()).toEqual([{ kind: 'leaver', name: 'Hanna' }]);
    const hanna = { id: own.world.specialist('Hanna'), role: 'head', department: 'client', heads: ['client'] } as never;
    const [task] = await listTasks(own.world.db, hanna, { view: 'mine', state: 'open', after: null, limit: 5 });
    // The task leads to where it is done.
    expect(task).toMatchObject({ kind: 'leaver', leaver_id: own.world.specialist('Olga'), leaver_name: 'Olga' });
    const where = own.world.engine.company();
    await own.act((ctx) =>
      movePortfolio(
        { ...ctx, actor: { kind: 'specialist', id: own.world.specialist('Hanna') } },
        where,
        { specialist: own.world.specialist('Olga'), department: 'client' },
        'left',
      ),
    );
    expect((await owners()).map(({ name }) => name)).toEqual(['Pavel', 'Pavel']);
    expect((await tasks()).filter(({ kind }) => kind === 'leaver')).toEqual([]);
  });
});

describe('R8, R12: the head who is to give away the clients of somebody who', () => {
  let home: House;
  const close = async () => home.close();
  const opened = async () => {
    home = await house({
      specialists: [
        { name: 'Olga' },
        { name: 'Ivan', department: 'sales' },
        { name: 'Hanna', role: 'head', serves: false },
        { name: 'Hugo', role: 'head', department: 'sales', serves: false },
        { name: 'Dina', role: 'director', serves: false },
      ],
      clients: [{ name: 'Romashka', owner: { client: 'Olga' }, contacts: ['Anna'] }],
      heads: { client: 'Hanna', sales: 'Hugo' },
    });
    const { world } = home;
    const told = conversationOf(await world.contact('Anna').says('Good morning'));
    await world.does('Olga', told, { type: 'reply', text: 'Good morning' });
    await world.does('Olga', told, { type: 'resolve' });
    return Promise.all(['Hanna', 'Hugo', 'Dina'].map((name) => enter(home, name)));
  };

  it.each(['left', 'works elsewhere now'])('%s sees them, and gives them, and the clients are told', async (how) => {
    const [hanna, hugo, dina] = await opened();
    if (hanna === undefined || hugo === undefined || dina === undefined) throw new Error('nobody signed in');
    const { world, engine, live } = home;
    const olga = world.specialist('Olga');
    const { version } = await member<{ version: string }>(dina, olga);
    if (how === 'left') await dina.post(`/staff/${olga}/leave`, { version });
    else expect((await dina.send('PATCH', `/staff/${olga}`, { version, department: 'sales' })).status).toBe(200);
    const petra = { name: 'Petra', email: 'petra@world.example', role: 'specialist', department: 'client', languages: ['en'] };
    await settleLeavings({ ...engine, db: world.db, now: () => world.clock.at, newId, live, log: silentLog }, 10);
    expect((await dina.post('/staff', petra)).status).toBe(201);
    await engine.reload();

    const seen = async (hand: StaffHand) =>
      (await json<Staff>(await hand.get('/staff?left=true'))).staff.find(({ id }) => id === olga)?.may.movePortfolio;
    expect(await seen(hanna)).toBe(true);
    const move = `/people/${olga}/portfolio/move`;
    expect((await hugo.post(move, { reason: 'gone' })).status).toBe(403);
    expect(await json(await hanna.post(move, { reason: 'gone' }))).toMatchObject({ clients: 1 });
    expect(
      await world.db.query('select s.name from ownership o join specialist s on s.id = o.specialist_id where o.until is null'),
    ).toEqual([{ name: 'Petra' }]);
    expect((await world.thread(world.contact('Anna').window)).at(-1)?.body).toMatchObject({
      key: 'introduced',
      params: { name: 'Petra', former: 'Olga' },
    });
    expect(await world.db.query('select kind from task where done_at is null')).toEqual([{ kind: 'handover' }]);
    await close();
  });
});
