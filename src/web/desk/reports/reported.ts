import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Column } from '../../../reports/report.ts';
import { isOfFew, isOfMany, isOfOnePerson } from './few.ts';
import type { Names } from './names.ts';
import type { Group, ReportPlan } from './plan.ts';
import type { Answered } from './use-report.ts';

export type Values = Readonly<Record<string, number | null>>;

/** What everything on a report's page is about. */
export interface Reported extends Answered {
  readonly plan: ReportPlan;
  /** whose charts and table are shown */
  readonly group: Group;
  readonly names: Names;
  /** whose numbers the viewer sees */
  readonly sees: 'own' | 'others';
}

export const ReportedContext = createContext<Reported | null>(null);

export function useReported(): Reported {
  const reported = useContext(ReportedContext);
  if (reported === null) throw new Error('a part of a report outside of one');
  return reported;
}

/** The column of a key; undefined: this report has none, such as one of a later version. */
export function columnOf({ answer }: Pick<Reported, 'answer'>, key: string): Column | undefined {
  return answer.columns.find((each) => each.key === key);
}

/** Tells whether a number is kept back, being the p90 of one person's few answers. */
export function isKeptBack(
  { question, sees }: Pick<Reported, 'question' | 'sees'>,
  by: Question['by'],
  key: string,
  values: Values,
): boolean {
  return isOfMany(key) && isOfOnePerson(by, question.filter, sees) && isOfFew(key, values);
}

type Question = Reported['question'];
