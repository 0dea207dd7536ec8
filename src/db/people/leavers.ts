import type { Queries } from '../db.ts';
import { bare, columns, named, type RowOf } from '../names.ts';
import { absence, conversation, department, specialist, specialistPin } from '../schema.ts';
import { statement } from '../statement.ts';
import { endSessionsOf } from './sessions.ts';
import { useUpLinksOf } from './sign-in.ts';
import { dateTerms } from './terms-history.ts';

const c = named(conversation, 'c');
const d = named(department, 'd');

const openShape = { id: c.id, department: d.key };

const listOpen = statement<RowOf<typeof openShape>>(
  `select ${columns(openShape)} from ${c} join ${d} on ${d.id} = ${c.departmentId}
    where ${c.specialistId} = $1::text::uuid and ${c.status} not in ('resolved', 'closed') order by ${c.id}`,
);

/** Lists conversations in somebody's charge that are not over. */
export function openConversationsOf(db: Queries, specialist: string): Promise<{ id: string; department: string }[]> {
  return listOpen(db, [specialist]);
}

const pin = bare(specialistPin);
const deputised = bare(specialist);
const planned = bare(absence);

const removePin = statement(`delete from ${pin} where ${pin.specialistId} = $1::text::uuid`);
const removeAsDeputy = statement<{ id: string }>(
  `update ${deputised} set ${deputised.deputyId} = null where ${deputised.deputyId} = $1::text::uuid returning ${deputised.id}`,
);
const removeFromAbsences = statement(
  `update ${planned} set ${planned.deputyId} = null where ${planned.deputyId} = $1::text::uuid and ${planned.until} > $2::text::timestamptz`,
);

/** Ends every way in somebody has: sessions, links not used yet, the PIN. */
export async function shutOut(tx: Queries, id: string, at: Date): Promise<void> {
  await endSessionsOf(tx, id, at);
  await useUpLinksOf(tx, id, at);
  await removePin(tx, [id]);
}

/** Whoever leaves the company, or their department, is nobody's deputy there, nor will be in an absence to come. */
export async function endAsDeputy(tx: Queries, id: string, at: Date): Promise<void> {
  const colleagues = await removeAsDeputy(tx, [id]);
  await removeFromAbsences(tx, [id, at.toISOString()]);
  await dateTerms(
    tx,
    colleagues.map((each) => each.id),
    at,
  );
}

const headed = bare(department);

const removeAsHead = statement<{ key: string }>(
  `update ${headed} set ${headed.headId} = null where ${headed.headId} = $1::text::uuid returning ${headed.key}`,
);

/** Takes their head from the departments of this person; returns the keys of those. */
export async function unhead(tx: Queries, id: string): Promise<string[]> {
  const rows = await removeAsHead(tx, [id]);
  return rows.map(({ key }) => key);
}
