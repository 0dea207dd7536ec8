import { factsBehind } from '../db/reports/evidence.ts';
import { type ReportTextKey, reportTexts } from '../texts/reports.ts';
import type { Behind, Measure } from './measure.ts';
import { answerOfFacts, filterOf } from './of-facts.ts';
import type { Column, Dimension, Evidence, Report, ReportKey } from './report.ts';

/** A report that is made of facts alone: its measures say all of it. */
export function factsReport(key: ReportKey, measures: readonly Measure[], by: readonly Dimension[]): Report {
  const behindOf = (metric: string): Behind | undefined => measures.find((each) => each.key === metric)?.behind;
  return {
    key,
    by,
    columns: () => measures.map(columnOf),
    answer: (deps, question) => answerOfFacts(deps, measures, question),
    async evidence(deps, question, metric, page) {
      const behind = behindOf(metric);
      const measure = measures.filter((each) => each.key === metric);
      if (behind === undefined) return null;
      const filter = filterOf(deps.company, measure, question);
      if (filter === null) return { rows: [], total: 0 };
      const { states, rule = null, ok = false } = behind;
      const { rows, total } = await factsBehind(
        deps.db,
        { ...filter, states, rule, isOk: ok, weekday: question.filter.weekday ?? null, hour: question.filter.hour ?? null },
        page,
      );
      const keyOf = (id: string) => deps.company.departments.find((each) => each.id === id)?.key ?? null;
      return {
        total,
        rows: rows.map(({ at, conversation, client, department, specialist, state, ...details }): Evidence => {
          const until = details.until?.toISOString() ?? null;
          return { at, conversation, client, department: keyOf(department), specialist, state, details: { ...details, until } };
        }),
      };
    },
  };
}

export function columnOf({ key, unit }: Pick<Measure, 'key' | 'unit'>): Column {
  const [name, definition] = [`${key}` as ReportTextKey, `${key}?` as ReportTextKey];
  return {
    key,
    unit,
    name: { ru: reportTexts.ru[name], en: reportTexts.en[name] },
    definition: { ru: reportTexts.ru[definition], en: reportTexts.en[definition] },
  };
}
