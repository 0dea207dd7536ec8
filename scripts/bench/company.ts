import { v7 } from 'uuid';
import { seedCompany } from '../../src/company/seed.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openDb } from '../../src/db/open.ts';
import type { NewId } from '../../src/domain/ids.ts';
import { demoCompany, readFilesOf } from '../../src/server/company.ts';

/** Specialists in each of the two departments that the question tree leads to. */
const perDepartment = 25;

/** A thousand times a person's budget: room for every run. The policy stays what it is. */
const capacity = 6_000_000;

/** Migrates the database and puts the company into it: the demo one, served by fifty specialists who are never full. */
export async function prepareCompany(databaseUrl: string, dataFolder: string): Promise<void> {
  const db = await openDb({ databaseUrl, dataFolder });
  try {
    await migrate(db);
    await seedCompany({ db, newId: v7 as NewId, now: () => new Date() }, await readFilesOf(demoCompany));
    await db.query('update specialist set serves = false');
    // It is measured at any hour of any day.
    await db.query(`update department set hours = null, holidays = '[]'`);
    await db.query(
      `insert into specialist (id, email, name, role, department_id, languages, capacity, serves, availability, created_at)
       select gen_random_uuid(), d.key || n || '@bench.example', 'Specialist ' || n, 'specialist', d.id, '["ru","en"]', $1::int, true, 'available', now()
       from department d, generate_series(1, $2::int) n where d.key in ('client', 'sales')`,
      [capacity, perDepartment],
    );
    await db.query(
      `insert into specialist_load (specialist_id, department_id, portfolio_units, case_units, policy_version)
       select id, department_id, 0, 0, 1 from specialist where serves`,
    );
  } finally {
    await db.close();
  }
}
