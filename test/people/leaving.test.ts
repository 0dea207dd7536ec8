import { v7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { applyCompany } from '../../src/company/company-file.ts';
import { weigh } from '../../src/db/clients/weigh.ts';
import { staffRow } from '../../src/db/people/staff.ts';
import type { NewId } from '../../src/domain/ids.ts';
import { recount } from '../../src/engine/recount.ts';
import { handOnMissing } from '../../src/engine/turns/missing.ts';
import { leave } from '../../src/people/administer.ts';
import { settleLeavings } from '../../src/people/settle-leavings.ts';
import { type Trade, trade } from '../clients/company.ts';
import { fileOf } from '../company/company.ts';
import { wrongPortfolios } from '../engine/support/portfolios.ts';
import { conversationOf } from '../support/world.ts';
import { comesBack, company, depsOf, directorOf, introduced, isServed, leaves, openTasks, ownersNow } from './leaver.ts';

const newId = v7 as NewId;

let own: Trade;
afterEach(async () => {
  const { db, engine } = own.world;
  expect(await recount(db, engine.company())).toEqual([]);
  expect(await wrongPortfolios(db)).toEqual([]);
  await own.world.close();
});

const deps = () => depsOf(own);
const olgaLeaves = (asksHead = false) => leaves(own, asksHead);
const olgaComesBack = () => comesBack(own);

const owners = () => ownersNow(own);
const tasks = () => openTasks(own);

describe('R12: whoever leaves', () => {
  it('has their clients given to colleagues at once, and each of their conversations moves once, to the new owner', async () => {
    own = await trade('pglite', company([{ name: 'Pavel' }]));
    const { world } = own;
    const conversation = conversationOf(await world.contact('Anna').says('Good morning'));
    await world.does('Olga', conversation, { type: 'reply', text: 'Good morning' });
    await world.contact('Anna').says('One thing more');
    await isServed(own, 'Boris', 'Olga');
    await olgaLeaves();
    expect(await owners()).toEqual([
      { client: 'Lipa', name: 'Pavel' },
      { client: 'Romashka', name: 'Pavel' },
    ]);
    const assigned = await own.all<{ name: string }>(
      `select s.name from assignment a join specialist s on s.id = a.specialist_id where conversation_id = '${conversation}' order by a.n`,
    );
    expect(assigned).toEqual([{ name: 'Olga' }, { name: 'Pavel' }]);
    const [, second] = await own.all<{ gone: string }>(
      `select explanation->>'exceptGone' as gone from assignment where conversation_id = '${conversation}' order by n`,
    );
    expect(second?.gone).toBe('left');
    // Whoever talks is told by the conversation, the others by the new owner's name in their window.
    expect((await world.thread(world.contact('Boris').window)).at(-1)?.body).toMatchObject({
      key: 'introduced',
      params: { name: 'Pavel', former: 'Olga' },
    });
    expect((await world.thread(world.contact('Anna').window)).filter(({ body }) => body.key === 'introduced')).toEqual([]);
    expect(await tasks()).toEqual([{ kind: 'handover', name: 'Pavel' }]);
  });

  it('and so are those that became theirs while they left', async () => {
    own = await trade('pglite', company([{ name: 'Pavel' }]));
    const { world } = own;
    await olgaLeaves();
    const [moved] = await own.all<{ move_id: string }>('select move_id from leaving');
    // Another server's word, that was on its way.
    await own.act(async ({ tx }) => {
      const of = { department: 'client', size: 'small', stage: 'served', dedicated: null } as const;
      const [from, to] = [world.specialist('Pavel'), world.specialist('Olga')];
      await weigh(tx, [
        { specialist: from, ...of, sign: -1 },
        { specialist: to, ...of, sign: 1 },
      ]);
      await tx.query(
        `update ownership set specialist_id = $1::text::uuid where until is null and client_id = (select id from client where name = 'Lipa')`,
        [to],
      );
    });
    world.clock.at = new Date(world.clock.at.getTime() + 60_000);
    expect(await settleLeavings(deps(), 10)).toBe(1);
    expect((await owners()).map(({ name }) => name)).toEqual(['Pavel', 'Pavel']);
    expect(await settleLeavings(deps(), 10)).toBe(0);
    expect(await own.all('select move_id from leaving')).toEqual([moved]);
  });

  it('by the company’s file: what they owe waits for the new owner, and goes nowhere else a moment before', async () => {
    own = await trade('pglite', company([{ name: 'Pavel' }, { name: 'Petra', capacity: 0.5 }]));
    const { world } = own;
    const conversation = conversationOf(await world.contact('Anna').says('Good morning'));
    const missing = () => {
      const submit: Parameters<typeof handOnMissing>[0]['submit'] = (found) => Promise.all(found.map(world.engine.submit));
      return handOnMissing({ db: world.db, now: () => world.clock.at, company: world.engine.company, submit });
    };
    const row = await staffRow(world.db, world.clock.at, world.specialist('Olga'));
    if (row === null) throw new Error('no Olga');
    await leave(deps(), directorOf(own), row, row.version);
    expect(await missing()).toBe(0);
    await settleLeavings(deps(), 10);
    expect(await missing()).toBe(0);
    const [romashka] = (await owners()).filter(({ client }) => client === 'Romashka');
    const [has] = await own.all<{ name: string }>(
      `select s.name from conversation c join specialist s on s.id = c.specialist_id where c.id = '${conversation}'`,
    );
    expect(has?.name).toBe(romashka?.name);
  });

  it('goes to another department by the company’s file: as at the desk, and whoever is back at once keeps what is theirs', async () => {
    own = await trade('pglite', company([{ name: 'Pavel' }]));
    const { world } = own;
    const conversation = conversationOf(await world.contact('Anna').says('Good morning'));
    await isServed(own, 'Boris', 'Olga');
    const files = { db: world.db, newId, now: () => world.clock.at, live: own.deps.live };
    const worksIn = async (department: string) => {
      const staff = {
        Olga: { department },
        Pavel: {},
        Hanna: { role: 'head', serves: false },
        Dina: { role: 'director', department: undefined },
      };
      const specialists = Object.entries(staff).map(([name, more]) => ({
        name,
        email: `${name}@world.example`,
        department: 'client',
        languages: ['en'],
        ...more,
      }));
      const head = { head: 'Hanna@world.example' };
      const planned = await applyCompany(files, fileOf({ departments: { client: head }, specialists }), 'terminal');
      expect(planned).toMatchObject({ type: 'planned' });
      await world.engine.reload();
    };
    await worksIn('sales');
    await worksIn('client');
    await settleLeavings(deps(), 10);
    expect((await owners()).map(({ name }) => name)).toEqual(['Olga', 'Olga']);
    await worksIn('sales');
    await settleLeavings(deps(), 10);
    expect((await owners()).map(({ name }) => name)).toEqual(['Pavel', 'Pavel']);
    const [has] = await own.all<{ name: string }>(
      `select s.name from conversation c join specialist s on s.id = c.specialist_id where c.id = '${conversation}'`,
    );
    expect(has).toEqual({ name: 'Pavel' });
    expect(await introduced(own, 'Boris')).toBe(1);
    expect(await tasks()).toEqual([{ kind: 'handover', name: 'Pavel' }]);
  });

  it('soon after whoever they had it from: the new owner reads of clients once, and nobody of what is nobody’s', async () => {
    own = await trade('pglite', company([{ name: 'Pavel' }]));
    await olgaLeaves();
    expect(await tasks()).toEqual([{ kind: 'handover', name: 'Pavel' }]);
    const row = await staffRow(own.world.db, own.world.clock.at, own.world.specialist('Pavel'));
    if (row === null) throw new Error('no Pavel');
    await leave(deps(), directorOf(own), row, row.version);
    await settleLeavings(deps(), 10);
    expect(await tasks()).toEqual([{ kind: 'leaver', name: 'Hanna' }]);
  });

  it('gives each client to a colleague who speaks its language, whose client it stays', async () => {
    own = await trade('pglite', company([{ name: 'Pavel' }, { name: 'Petra', capacity: 0.5 }]));
    await own.all(`update specialist set languages = '["ru"]' where name = 'Petra'`);
    await own.all(`update contact set language = 'ru' where name = 'Boris'`);
    await olgaLeaves();
    expect(await owners()).toEqual([
      { client: 'Lipa', name: 'Petra' },
      { client: 'Romashka', name: 'Pavel' },
    ]);
  });

  it('is followed by name also where the client waits for another department, of which is said what was', async () => {
    const { clients = [], ...rest } = company([{ name: 'Pavel' }, { name: 'Fedor', department: 'finance', availability: 'off' }]);
    const [romashka] = clients;
    if (romashka === undefined) throw new Error('no client');
    own = await trade('pglite', { ...rest, clients: [{ ...romashka, roles: { Anna: 'accountant' } }] });
    const { world } = own;
    const anna = world.contact('Anna');
    const finance = conversationOf(await anna.says('The invoice of May?'));
    const queued = (await world.thread(anna.window)).at(-1)?.body;
    await olgaLeaves();
    const said = (await world.thread(anna.window)).filter(({ author }) => author === 'system');
    expect(said.map(({ body }) => body.text)).toEqual([
      `${queued?.text}\n\nFrom now on Pavel from the client department looks after you, taking over from Olga. Just write here as before.`,
    ]);
    expect(await world.conversations(anna.window)).toMatchObject([{ id: finance, status: 'queued' }]);
  });

  it('passes on what they had to do', async () => {
    own = await trade('pglite', company([{ name: 'Pavel' }]));
    const id = await own.client('Romashka');
    await own.all(
      `insert into task (id, kind, client_id, department_id, specialist_id, text, due_at, created_at)
       select '${newId()}', 'task', '${id}', d.id, s.id, 'Call', now(), now() from department d, specialist s where d.key = 'client' and s.name = 'Olga'`,
    );
    await olgaLeaves();
    expect(await tasks()).toEqual([
      { kind: 'handover', name: 'Pavel' },
      { kind: 'task', name: 'Pavel' },
    ]);
  });

  it('and comes back the same day has their clients again, but those who went on elsewhere', async () => {
    own = await trade('pglite', company([{ name: 'Pavel', deputy: 'Olga' }]));
    const { world } = own;
    const until = new Date(world.clock.at.getTime() + 86_400_000).toISOString();
    await own.all(
      `insert into absence (id, specialist_id, "from", until, reason, deputy_id, created_by, created_at)
       select '${newId()}', p.id, '${until}', '${until}', 'leave', o.id, p.id, now() from specialist p, specialist o where p.name = 'Pavel' and o.name = 'Olga'`,
    );
    const standsIn = () =>
      own.one<{ deputy: string | null }>('select s.name as deputy from absence a left join specialist s on s.id = a.deputy_id');
    await olgaLeaves();
    expect(await standsIn()).toEqual({ deputy: null });
    expect(await tasks()).toContainEqual({ kind: 'deputy', name: 'Hanna' });
    const back = await olgaComesBack();
    expect((await tasks()).filter(({ kind }) => kind === 'deputy')).toEqual([]);
    expect(back).toBe(2);
    expect((await owners()).map(({ name }) => name)).toEqual(['Olga', 'Olga']);
    expect(await own.one(`select p.name from specialist s join specialist p on p.id = s.deputy_id where s.name = 'Pavel'`)).toEqual({
      name: 'Olga',
    });
    expect(await standsIn()).toEqual({ deputy: 'Olga' });
    // Nobody is to write to clients that are not theirs any more.
    expect(await tasks()).toEqual([]);
  });
});
