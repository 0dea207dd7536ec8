import { defaultPolicy } from '../../flows/policy.ts';
import type { Queries } from '../db/db.ts';
import { updater } from '../db/rows.ts';
import * as schema from '../db/schema.ts';
import { caseUnits, portfolioUnits } from '../domain/capacity.ts';
import type { SizeClass } from '../domain/client.ts';
import type { Policy } from '../domain/policy.ts';

interface Owned {
  readonly specialistId: string;
  readonly departmentId: string;
  readonly department: string;
  readonly size: SizeClass;
  /** in this department */
  readonly dedicated: boolean;
  readonly clients: number;
}

const updateLoads = updater(schema.specialistLoad, ['specialistId', 'departmentId'], ['portfolioUnits', 'policyVersion']);

/**
 * Reckons every load anew by this policy, portfolios and open conversations. Somebody who changed departments keeps their place
 * in the old one only as long as they have a conversation there. Batches that still think of the policy before find the new version
 * on the rows once these are free, and start again.
 */
export async function reckonLoads(tx: Queries, policy: Policy = defaultPolicy, policyVersion: number): Promise<void> {
  await tx.query(
    `insert into specialist_load (specialist_id, department_id, portfolio_units, case_units, policy_version)
     select id, department_id, 0, 0, $1::int from specialist where department_id is not null and left_at is null
     order by id on conflict do nothing`,
    [policyVersion],
  );
  const rows = await tx.query<{ specialistId: string; departmentId: string }>(
    `select specialist_id as "specialistId", department_id as "departmentId" from specialist_load
     order by specialist_id, department_id for no key update`,
  );
  await reckonCases(tx, policy);
  const owned = await tx.query<Owned>(
    `select o.specialist_id as "specialistId", o.department_id as "departmentId", d.key as department, c.size,
       exists (select 1 from client_raise r where r.client_id = c.id and r.department_id = d.id and r.until is null) as dedicated, count(*)::int as clients
     from ownership o join client c on c.id = o.client_id join department d on d.id = o.department_id
     where o.until is null group by 1, 2, 3, 4, 5`,
  );
  const units = new Map<string, number>();
  for (const { specialistId, departmentId, department, size, dedicated, clients } of owned) {
    const key = `${specialistId} ${departmentId}`;
    units.set(
      key,
      (units.get(key) ?? 0) + clients * portfolioUnits(policy, department, { size, dedicated: dedicated ? [department] : null }),
    );
  }
  await updateLoads(
    tx,
    rows.map((row) => ({ ...row, portfolioUnits: units.get(`${row.specialistId} ${row.departmentId}`) ?? 0, policyVersion })),
  );
  await tx.query(
    `delete from specialist_load l using specialist s where s.id = l.specialist_id and l.case_units = 0
     and (s.left_at is not null or s.department_id is distinct from l.department_id)`,
  );
}

/** What a conversation takes changes with the limit of its department: reserved anew, and added up anew. */
async function reckonCases(tx: Queries, policy: Policy): Promise<void> {
  const departments = await tx.query<{ id: string; key: string }>('select id, key from department');
  const units = JSON.stringify(departments.map(({ id, key }) => ({ id, units: caseUnits(policy, key) })));
  const reserved = `c.case_units > 0 and c.case_units <> u.units and u.id = c.department_id`;
  const reckoned = 'json_to_recordset($1::text::json) as u(id uuid, units int)';
  await tx.query(`select c.id from conversation c, ${reckoned} where ${reserved} order by c.id for no key update of c`, [units]);
  await tx.query(`update conversation c set case_units = u.units from ${reckoned} where ${reserved}`, [units]);
  await tx.query(
    `update specialist_load l set case_units = coalesce((select sum(c.case_units) from conversation c
       where c.specialist_id = l.specialist_id and c.department_id = l.department_id and c.case_units > 0), 0)`,
  );
}
