import type { DepartmentKey } from '../../domain/department.ts';
import type { Explanation } from '../../domain/explanation.ts';
import { texts } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { assignment, department } from '../schema.ts';
import { statement } from '../statement.ts';

const a = named(assignment, 'a');
const d = named(department, 'd');

const shape = {
  conversation: expression<string>(a.conversationId),
  at: a.at,
  department: expression<DepartmentKey>(d.key),
  specialist: a.specialistId,
  rule: a.rule,
  reason: a.reason,
  policy_version: a.policyVersion,
  explanation: expression<Explanation>(a.explanation),
};

const read = statement<RowOf<typeof shape>>(
  `select ${columns(shape)} from ${a} join ${d} on ${d.id} = ${a.departmentId}
   where ${a.conversationId} in (select unnest($1::text::uuid[])) order by ${a.conversationId}, ${a.n}`,
);

/** Reads how people were found for several conversations at once, with all that explains it. */
export function assignmentsIn(db: Queries, conversations: readonly string[]): Promise<RowOf<typeof shape>[]> {
  return read(db, [texts(conversations)]);
}
