import { named } from '../names.ts';
import { department, ownership } from '../schema.ts';

const o = named(ownership, 'own');
const d = named(department, 'dep');

/**
 * Whose a client was at a moment, for a `left join lateral (…) w on true`: its owner in sales as long as it had one, else its owner in the
 * department that served it. Before anybody is on record, its first owner counts. Columns: department_id, specialist_id.
 */
export function ownerThen(client: string, at: string): string {
  return `select ${o.departmentId} as department_id, ${o.specialistId} as specialist_id from ${o} join ${d} on ${d.id} = ${o.departmentId}
    where ${o.clientId} = ${client} and (${o.until} is null or ${o.until} > ${at})
    order by (${o.from} <= ${at}) desc, case when ${o.from} <= ${at} then ${d.key} <> 'sales' end, ${o.from}, ${d.key} <> 'sales', ${o.id} limit 1`;
}
