import type { Company } from '../engine/company.ts';
import type { Evidence, Question, Report, Row } from './report.ts';

/** In place of whoever had a conversation longer ago than is told. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Numbers of single persons were asked for, and the policy shows those of departments only. */
export class PersonsHidden extends Error {
  override readonly name = 'PersonsHidden';
}

/** Whether reports tell persons apart; whoever asks for their own numbers sees them all the same. */
export function hidesPersons({ policy }: Pick<Company, 'policy'>, { sight }: Pick<Question, 'sight'>): boolean {
  return policy.data.personal?.departmentsOnly === true && sight.type !== 'person';
}

/** Whether a question would tell persons apart. */
export function asksForPersons({
  by,
  filter,
}: {
  readonly by: readonly string[];
  readonly filter: { readonly specialist?: string | undefined };
}): boolean {
  return by.includes('specialist') || filter.specialist !== undefined;
}

/**
 * The same report, by which nobody tells persons apart while the policy shows departments only: on a page, in an export, by the API, in a saved
 * view and in a summary alike, since all of them ask a report. What stands behind a number names nobody then.
 */
export function withoutPersons(report: Report): Report {
  return {
    ...report,
    async answer(deps, question) {
      if (hidesPersons(deps.company, question) && asksForPersons(question)) throw new PersonsHidden();
      const answer = await report.answer(deps, question);
      return question.by.includes('specialist') ? { ...answer, rows: answer.rows.filter((row) => isKnown(row, deps.company)) } : answer;
    },
    async evidence(deps, question, metric, page) {
      const hides = hidesPersons(deps.company, question);
      if (hides && asksForPersons(question)) throw new PersonsHidden();
      const found = await report.evidence(deps, question, metric, page);
      if (found === null) return null;
      if (!hides) return { ...found, rows: found.rows.map((row) => (row.specialist === nobody ? { ...row, specialist: null } : row)) };
      return { ...found, rows: found.rows.map((row) => unnamed(row, deps.company)) };
    },
  };
}

/** Whoever numbers have grown too old to tell of is nobody's row; the total has them. */
function isKnown({ by: { specialist } }: Row, { people }: Pick<Company, 'people'>): boolean {
  return specialist == null || (people as ReadonlyMap<string, unknown>).has(specialist);
}

function unnamed(row: Evidence, { people }: Pick<Company, 'people'>): Evidence {
  const known: ReadonlyMap<string, unknown> = people;
  const details = Object.fromEntries(
    Object.entries(row.details).map(([key, value]) => [key, typeof value === 'string' && known.has(value) ? null : value]),
  );
  return { ...row, specialist: null, details };
}
