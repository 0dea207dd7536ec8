import type { WeeklyHours } from '../../domain/hours.ts';
import type { Worded } from '../../domain/language.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, nullable, type RowOf } from '../names.ts';
import { department, specialist } from '../schema.ts';
import { statement } from '../statement.ts';
import { dateHours } from './terms-history.ts';

const d = named(department, 'd');
const head = named(specialist, 's');
const set = bare(department);

const version = `md5(jsonb_build_array(${d.headId}, ${d.hours}, ${d.holidays}, ${d.inSentence})::text)`;

const shape = {
  id: d.id,
  key: d.key,
  version: expression<string>(version),
  name: expression<Worded>(d.name),
  inSentence: expression<Worded | null>(d.inSentence),
  timeZone: d.timeZone,
  headId: d.headId,
  headName: nullable(head.name),
  hours: expression<WeeklyHours | null>(d.hours),
  holidays: expression<readonly string[]>(d.holidays),
};

export type DepartmentRow = RowOf<typeof shape>;

const select = `select ${columns(shape)} from ${d} left join ${head} on ${head.id} = ${d.headId}`;
const list = statement<DepartmentRow>(`${select} order by ${d.key}`);
const find = statement<DepartmentRow>(`${select} where ${d.key} = $1::text`);

export function departmentRows(db: Queries): Promise<DepartmentRow[]> {
  return list(db);
}

export async function departmentRow(db: Queries, key: string): Promise<DepartmentRow | null> {
  const rows = await find(db, [key]);
  return rows[0] ?? null;
}

const update = statement(
  `update ${d} set ${set.headId} = $3::text::uuid, ${set.hours} = $4::text::jsonb, ${set.holidays} = $5::text::jsonb,
     ${set.inSentence} = $6::text::jsonb
    where ${d.id} = $1::text::uuid and ${version} = $2::text returning ${d.id}`,
);

/** Returns false when the department is no longer in the state called `seen`. */
export async function updateDepartment(
  tx: Queries,
  id: string,
  seen: string,
  state: Pick<DepartmentRow, 'hours' | 'holidays' | 'inSentence'> & { readonly headId: string | null },
  at: Date,
): Promise<boolean> {
  const hours = state.hours === null ? null : JSON.stringify(state.hours);
  const words = state.inSentence === null ? null : JSON.stringify(state.inSentence);
  const rows = await update(tx, [id, seen, state.headId, hours, JSON.stringify(state.holidays), words]);
  await dateHours(tx, [id], at);
  return rows.length > 0;
}
