import { useEffect, useState } from 'preact/hooks';
import type { DeskEvidence } from '../../../http/reports/desk-evidence.ts';
import type { ReportKey } from '../../../reports/report.ts';
import { usePage } from '../frame/page.ts';
import type { Read } from '../kit/use-read.ts';
import { asked, type Question } from './question.ts';
import { useRefreshed } from './use-refreshed.ts';

export interface EvidenceRead {
  readonly rows: readonly DeskEvidence[];
  readonly total: number;
}

/** Reads what is behind a number, page by page: the first stays fresh, further ones come when they are asked for. */
export function useEvidence(
  report: ReportKey,
  question: Question,
  metric: string,
  pageSize = 50,
): Read<EvidenceRead> & { readonly more: (() => void) | null } {
  const { api, desk } = usePage();
  const { compare: _, by: __, ...narrowed } = asked(question);
  const name = `evidence ${report} ${metric} ${JSON.stringify(narrowed)}`;
  const read = (offset: number) =>
    api('GET /reports/:report/evidence', {
      params: { report },
      query: { ...narrowed, metric, offset: String(offset), limit: String(pageSize) },
    });
  const first = useRefreshed(name, () => read(0));
  const [further, setFurther] = useState<readonly DeskEvidence[]>([]);
  const total = first.value?.total ?? 0;
  useEffect(() => setFurther([]), [name, total]);
  const rows = [...(first.value?.rows ?? []), ...further];
  const more = async (): Promise<void> => {
    const answer = desk.noteAnswer(await read(rows.length));
    if (answer.ok) setFurther((before) => [...before, ...answer.value.rows]);
  };
  const { again, phase, problem } = first;
  return {
    phase,
    problem,
    again,
    set: () => undefined,
    value: first.value === null ? null : { rows, total },
    more: rows.length < total ? () => void more() : null,
  };
}
