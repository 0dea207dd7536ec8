import { v7 } from 'uuid';
import { seedCompany } from '../../../src/company/seed.ts';
import type { Db } from '../../../src/db/db.ts';
import { migrate } from '../../../src/db/migrate.ts';
import type { NewId } from '../../../src/domain/ids.ts';
import { demoCompany, readFilesOf } from '../../../src/server/company.ts';

export const people = 60;

/** The demo company with a fourth department, sixty specialists and two thousand clients, for two years. */
export async function prepareCompany(db: Db): Promise<void> {
  await migrate(db);
  await seedCompany({ db, newId: v7 as NewId, now: () => new Date() }, await readFilesOf(demoCompany));
  await db.query('update specialist set serves = false');
  await db.query(
    `insert into department (id, key, name, time_zone, hours, holidays)
     select gen_random_uuid(), 'support', '{"ru":"Поддержка","en":"Support"}', time_zone, hours, holidays from department where key = 'client'`,
  );
  await db.query(
    `insert into department_hours (department_id, "from", time_zone, hours, holidays)
     select (select id from department where key = 'support'), h."from", h.time_zone, h.hours, h.holidays
     from department_hours h join department d on d.id = h.department_id where d.key = 'client'`,
  );
  await db.query(
    `insert into specialist (id, email, name, role, department_id, languages, capacity, serves, availability, created_at)
     select gen_random_uuid(), n || '@bench.example', 'Specialist ' || n, 'specialist', d.id, '["ru","en"]', 6000, true, 'available', now() - interval '2 years'
     from generate_series(1, $1::int) n
     join (select id, row_number() over (order by key) - 1 as place, count(*) over () as departments from department) d on d.place = n % d.departments`,
    [people],
  );
  await db.query(
    `insert into specialist_terms (specialist_id, "from", role, department_id, capacity, serves, trained, languages)
     select id, created_at, role, department_id, capacity, true, false, languages from specialist where serves`,
  );
  await db.query(
    `insert into specialist_load (specialist_id, department_id, portfolio_units, case_units, policy_version)
     select id, department_id, 0, 0, 1 from specialist where serves`,
  );
  await db.query(
    `with made as (
       insert into client (id, name, size, stage, created_at)
       select gen_random_uuid(), 'Client ' || n, (array['private','private','small','small','small','medium','medium','large','key'])[1 + n % 9], 'served', now() - interval '2 years'
       from generate_series(1, 2000) n returning id, size, created_at)
     insert into client_size (client_id, "from", size) select id, created_at, size from made`,
  );
}
