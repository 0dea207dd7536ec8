import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUpReports, foldReports } from '../../../src/reports/fold.ts';
import { forgetOldPersons } from '../../../src/reports/persons-until.ts';
import { conversationOf } from '../../support/world.ts';
import { api, type Called } from '../api/company.ts';
import { json } from '../house.ts';

interface Read {
  readonly rows: readonly {
    readonly by: Readonly<Record<string, string | null>>;
    readonly values: Readonly<Record<string, number | null>>;
  }[];
  readonly total: Readonly<Record<string, number | null>>;
}

/** Somebody is answered, and counted. */
async function answered(company: Called): Promise<void> {
  const { world } = company.home;
  const conversation = conversationOf(await world.contact('Anna').says('Good morning'));
  await world.does('Olga', conversation, { type: 'reply', text: 'Good morning' });
  await world.does('Olga', conversation, { type: 'resolve' });
}

function folding(company: Called, figureMonths = 12) {
  const { world } = company.home;
  const deps = {
    db: world.db,
    now: () => world.clock.at,
    calendar: () => company.home.engine.company().calendar,
    figureMonths: () => figureMonths,
  };
  const fold = async () => {
    while (await foldReports(deps));
    while (await addUpReports(deps));
  };
  return { deps, fold };
}

const period = 'from=2026-03-01&until=2026-03-31';

describe('where the policy shows departments only', () => {
  let company: Called;
  const spec = {
    specialists: [
      { name: 'Olga' },
      { name: 'Hanna', role: 'head' as const, serves: false },
      { name: 'Dina', role: 'director' as const, serves: false },
    ],
    heads: { client: 'Hanna' },
    clients: [{ name: 'Romashka', owner: { client: 'Olga' }, contacts: ['Anna'] }],
    policy: <P extends object>(policy: P) => ({ ...policy, personal: { departmentsOnly: true } }),
  };

  beforeAll(async () => {
    company = await api('pglite', {}, spec);
    await answered(company);
    await folding(company).fold();
  });
  afterAll(() => company.home.close());

  it('nobody is told of persons: not by a dimension, a filter or what stands behind, by whichever door', async () => {
    const olga = company.home.world.specialist('Olga');
    const doors = [
      company.all.get,
      async (path: string) => (await company.home.signIn('Dina')).get(path),
      async (path: string) => (await company.home.signIn('Hanna')).get(path),
    ];
    for (const get of doors) {
      for (const how of ['by=specialist', 'by=department,specialist', `specialist=${olga}`]) {
        const refused = await get(`/reports/response?${period}&${how}`);
        expect([how, refused.status, (await json<{ error: { code: string } }>(refused)).error.code]).toEqual([how, 403, 'persons-hidden']);
        expect((await get(`/reports/response.csv?${period}&${how}`)).status).toBe(403);
      }
      expect((await get(`/reports/response/evidence?${period}&metric=firstResponse.n&specialist=${olga}`)).status).toBe(403);
      const open = await json<Read>(await get(`/reports/response?${period}&by=department`));
      expect(open.total['firstResponse.n']).toBe(1);
      const behind = await get(`/reports/response/evidence?${period}&metric=firstResponse.n`);
      expect(await behind.text()).not.toContain(olga);
    }
  });

  it('everybody still sees their own', async () => {
    const hand = await company.home.signIn('Olga');
    const own = await json<Read>(await hand.get(`/reports/response?${period}&by=specialist`));
    expect(own.rows).toMatchObject([{ by: { specialist: company.home.world.specialist('Olga') }, values: { 'firstResponse.n': 1 } }]);
  });
});

describe.each(['pglite', 'postgres'] as const)('numbers of persons, on %s', (kind) => {
  let company: Called;
  beforeAll(async () => {
    company = await api(kind);
    await answered(company);
  });
  afterAll(() => company.home.close());

  it('are kept for a year by person, then by department only; counted again they stay forgotten', async () => {
    const { deps, fold } = folding(company);
    const read = async (by: string) => json<Read>(await company.all.get(`/reports/response?${period}&by=${by}`));
    const loads = async () => json<Read>(await company.all.get(`/reports/load?${period}&by=department`));
    company.home.world.clock.at = new Date('2026-05-01T09:00:00Z');
    await fold();
    const olga = company.home.world.specialist('Olga');
    expect((await read('specialist')).rows.map(({ by }) => by['specialist'])).toEqual([olga]);
    const [before, loaded] = [await read('department'), await loads()];
    company.home.world.clock.at = new Date('2027-05-01T09:00:00Z');
    const check = async () => {
      expect((await read('specialist')).rows.map(({ by }) => by['specialist'])).toEqual([null]);
      expect(await read('department')).toMatchObject({ rows: before.rows, total: before.total });
      expect((await loads()).rows).toEqual(loaded.rows);
      const byPerson = await json<Read>(await company.all.get(`/reports/load?${period}&by=specialist`));
      expect(JSON.stringify(byPerson)).not.toContain(olga);
      for (const table of ['report_fact', 'report_load', 'report_cell']) {
        const rows = await company.home.world.db.query(`select 1 from ${table} t where strpos(t::text, $1) > 0 and t::text ~ '2026-03'`, [
          olga,
        ]);
        expect([table, rows.length]).toEqual([table, 0]);
      }
    };
    await forgetOldPersons(deps);
    await fold();
    await check();
    for (const table of ['fact', 'cell', 'span', 'stay', 'load', 'queue', 'conversation', 'fold'])
      await company.home.world.db.query(`delete from report_${table}`);
    await fold();
    await check();
  });
});
