import type { ClientId, ConversationId, DepartmentId, SpecialistId } from '../../domain/ids.ts';
import { factDimensions } from '../../domain/reports/cube.ts';
import { texts } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { textOf } from './add-up.ts';
import { type FactFilter, filterParameters, fits } from './cells.ts';

const f = named(schema.reportFact, 'f');

const shape = {
  conversation: expression<ConversationId>(f.conversationId),
  client: expression<ClientId | null>(f.clientId),
  at: f.at,
  until: f.until,
  state: f.state,
  ok: f.ok,
  workingSeconds: f.workingSeconds,
  calendarSeconds: f.calendarSeconds,
  value: f.value,
  department: expression<DepartmentId>(f.departmentId),
  specialist: expression<SpecialistId | null>(f.specialistId),
  rule: f.rule,
  turn: f.turn,
  hold: f.hold,
};

export type FactEvidence = RowOf<typeof shape>;

/** Which of the facts that fit stand behind a number. */
export interface FactsBehind extends FactFilter {
  readonly states: readonly string[];
  readonly rule: string | null;
  readonly isOk: boolean;
  /** as `by` gives them; null: whichever */
  readonly weekday: string | null;
  readonly hour: string | null;
}

const where = `${fits({ kind: f.kind, origin: f.origin, ...textOf })} and ${f.day} >= $3::text::date and ${f.day} <= $4::text::date
  and ${f.state} in (select unnest($${factDimensions.length + 5}::text::text[]))
  and ($${factDimensions.length + 6}::text is null or ${f.rule} = $${factDimensions.length + 6}::text)
  and ($${factDimensions.length + 7}::text is null or ${f.ok})
  and ($${factDimensions.length + 8}::text is null or extract(isodow from ${f.day})::text = $${factDimensions.length + 8}::text)
  and ($${factDimensions.length + 9}::text is null or lpad(${f.hour}::text, 2, '0') = $${factDimensions.length + 9}::text)`;

const parametersOf = ({ states, rule, isOk, weekday, hour, ...filter }: FactsBehind) => [
  ...filterParameters(filter),
  texts(states),
  rule,
  isOk ? 'yes' : null,
  weekday,
  hour,
];

const read = statement<FactEvidence>(
  `select ${columns(shape)} from ${f} where ${where} order by ${f.at} desc, ${f.conversationId}, ${f.n}
   offset $${factDimensions.length + 10}::text::int limit $${factDimensions.length + 11}::text::int`,
);

const count = statement<{ total: number }>(`select count(*)::int as total from ${f} where ${where}`);

/** Reads the facts behind a number, the newest first, and how many there are. */
export async function factsBehind(
  db: Queries,
  behind: FactsBehind,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ readonly rows: readonly FactEvidence[]; readonly total: number }> {
  const parameters = parametersOf(behind);
  const rows = await read(db, [...parameters, String(offset), String(limit)]);
  const [counted] = await count(db, parameters);
  return { rows, total: counted?.total ?? 0 };
}
