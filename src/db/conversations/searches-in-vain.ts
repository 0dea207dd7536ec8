import type { DepartmentKey } from '../../domain/department.ts';
import type { Explanation } from '../../domain/explanation.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { department, failedSearch } from '../schema.ts';
import { statement } from '../statement.ts';

const f = named(failedSearch, 'f');
const d = named(department, 'd');

const inVain = {
  at: f.at,
  department: expression<DepartmentKey>(d.key),
  specialist: expression<null>('null::uuid'),
  rule: f.rule,
  reason: f.reason,
  policy_version: f.policyVersion,
  explanation: expression<Explanation>(f.explanation),
  times: f.times,
  last_at: f.lastAt,
};

export type SearchInVain = RowOf<typeof inVain>;

const ofConversation = statement<SearchInVain>(
  `select ${columns(inVain)} from ${f} join ${d} on ${d.id} = ${f.departmentId} where ${f.conversationId} = $1::text::uuid order by ${f.at}, ${f.outcome}`,
);

/** Reads the searches that found nobody while the conversation waited, each outcome once since its last event, with how often it came. */
export function searchesInVain(db: Queries, conversation: string): Promise<SearchInVain[]> {
  return ofConversation(db, [conversation]);
}
