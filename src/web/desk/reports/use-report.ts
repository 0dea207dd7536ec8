import type { DeskReportAnswer } from '../../../http/reports/answer.ts';
import type { ReportKey } from '../../../reports/report.ts';
import { usePage } from '../frame/page.ts';
import { asked, type Question } from './question.ts';
import { type Refreshed, useRefreshed } from './use-refreshed.ts';

/** An answer with the question it is of: while the next one is asked, the two go on together. */
export interface Answered {
  readonly question: Question;
  readonly answer: DeskReportAnswer;
}

/** Asks a report, and keeps the answer fresh. */
export function useReport(report: ReportKey, question: Question): Refreshed<Answered> {
  const { api } = usePage();
  const query = asked(question);
  return useRefreshed(`${report} ${JSON.stringify(query)}`, async () => {
    const answer = await api('GET /reports/:report', { params: { report }, query });
    return answer.ok ? { ok: true, value: { question, answer: answer.value } } : answer;
  });
}
