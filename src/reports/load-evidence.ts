import type { LoadFilter } from '../db/reports/loads.ts';
import { ownershipsBehind, type StayEvidence, staysBehind } from '../db/reports/loads-behind.ts';
import type { LoadBehind } from './load-columns.ts';
import type { Evidence, EvidencePage, Page, ReportDeps } from './report.ts';

/** What is behind a number of loads: stays of conversations with somebody or in a queue, or ownerships, each with its own dates. */
export async function loadEvidence(deps: ReportDeps, filter: LoadFilter, behind: LoadBehind, page: Page): Promise<EvidencePage> {
  const { db, calendar, company } = deps;
  const keyOf = (id: string) => company.departments.find((each) => each.id === id)?.key ?? null;
  const span = calendar.spanOfDays(filter.from, filter.until);
  if (behind.type === 'owned') {
    const { rows, total } = await ownershipsBehind(db, filter, span, page);
    return {
      total,
      rows: rows.map(({ from, until, client, department, specialist, size }): Evidence => {
        const state = until === null ? 'open' : 'done';
        return {
          at: from,
          conversation: null,
          client,
          department: keyOf(department),
          specialist,
          state,
          details: { until: isoOf(until), size },
        };
      }),
    };
  }
  const isWait = behind.type === 'waited';
  // Whoever asks for a person asks for no queue, and the other way round.
  if (isWait ? (filter.specialist ?? '') !== '' : filter.specialist === '') return { rows: [], total: 0 };
  const { rows, total } = await staysBehind(
    db,
    filter,
    {
      isWait,
      // What was with somebody over time may have come to them long before.
      during: behind.type === 'had' ? span : null,
      isNew: behind.type === 'came' && behind.isNew,
      state: behind.type === 'waited' ? behind.state : null,
    },
    page,
  );
  return { total, rows: rows.map((row) => evidenceOf(row, keyOf(row.department))) };
}

function evidenceOf(
  { from, until, conversation, client, specialist, state, isNew, rule, seconds }: StayEvidence,
  department: string | null,
): Evidence {
  return { at: from, conversation, client, department, specialist, state, details: { until: isoOf(until), seconds, isNew, ended: rule } };
}

const isoOf = (at: Date | null): string | null => at?.toISOString() ?? null;
