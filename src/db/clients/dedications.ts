import type { Queries } from '../db.ts';

/** Keys of the departments in which a client is raised now (R12), as a column; `client`: what names its id. */
export const dedicatedIn = (client: string): string =>
  `(select json_agg(rd.key order by rd.key) from client_raise rc join department rd on rd.id = rc.department_id
     where rc.client_id = ${client} and rc.until is null)`;

export interface DedicationEnd {
  readonly client: string;
  readonly departmentId: string;
  readonly by: string;
  readonly reason: string;
  readonly at: Date;
}

/** The client weighs by its size again in this department. */
export async function endDedication(tx: Queries, { client, departmentId, by, reason, at }: DedicationEnd): Promise<void> {
  await tx.query(
    `update client_raise set until = $3::text::timestamptz, lowered_by = $4::text::uuid, lower_reason = $5::text
     where client_id = $1::text::uuid and department_id = $2::text::uuid and until is null`,
    [client, departmentId, at.toISOString(), by, reason],
  );
}

export interface DedicationRow {
  /** key */
  readonly department: string;
  readonly from: Date;
  readonly reason: string;
}

/** Where a client is raised now, since when and why. */
export function dedicationsOf(db: Queries, client: string): Promise<DedicationRow[]> {
  return db.query(
    `select d.key as department, r."from", r.reason from client_raise r join department d on d.id = r.department_id
     where r.client_id = $1::text::uuid and r.until is null`,
    [client],
  );
}
