import { assignmentsIn } from '../../db/conversations/assignments-of.ts';
import { namesOf } from '../../db/conversations/card.ts';
import type { Language } from '../../domain/language.ts';
import { explainAssignment, peopleIn } from '../../reports/explain-assignment.ts';
import type { Evidence } from '../../reports/report.ts';
import type { Http } from '../deps.ts';

/** Tells whether what stands behind a number is that somebody was found for a conversation, or nobody. */
export function isOfAssignments(report: string, metric: string): boolean {
  return report === 'assignments' && (metric.startsWith('assigned.') || metric.startsWith('searchedInVain.'));
}

type Found = Pick<Evidence, 'conversation' | 'at'>;

/** Explains assignments in sentences: why a person was sought, who it was by which rule, who was passed over and why (R29). */
export async function explained(
  { db, company }: Http,
  found: readonly Found[],
  language: Language,
): Promise<(one: Found) => string[] | null> {
  const assignments = await assignmentsIn(db, [...new Set(found.flatMap(({ conversation }) => conversation ?? []))]);
  const people = await namesOf(db, [...new Set(assignments.flatMap(peopleIn))]);
  const departments = new Map(company().departments.map((each) => [each.key, each]));
  const names = {
    person: (id: string) => people.get(id),
    department: (key: string) => departments.get(key)?.name[language] ?? key,
    zone: (key: string) => departments.get(key)?.timeZone ?? 'UTC',
  };
  const keyOf = ({ conversation, at }: Found) => `${conversation} ${at.getTime()}`;
  const sentences = new Map(assignments.map((each) => [keyOf(each), explainAssignment(each, language, names)]));
  return (one) => sentences.get(keyOf(one)) ?? null;
}
