import type { JSX } from 'preact';
import { addressOf } from '../../kit/client.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { readOrder } from './order.ts';
import { asked, type Question } from './question.ts';
import { useReported } from './reported.ts';
import { useWords } from './words.ts';

const formats = ['csv', 'xlsx'] as const;

/** Offers what is on the screen as a file: the same question, columns and order; `metric`: what is behind a number instead. */
export function ExportLinks({ question, metric }: { readonly question: Question; readonly metric?: string }): JSX.Element {
  const { state, language } = usePage();
  const { say } = useWords();
  const { plan, group } = useReported();
  const { by, compare, ...narrowed } = asked(question);
  const { column, descending } = readOrder(state.address.query['sort'], group.columns);
  const sorted = column === 'by' ? (question.by[0] ?? '') : column;
  const sort = sorted === '' ? '' : `${descending ? '-' : ''}${sorted}`;
  const query =
    metric === undefined
      ? { ...narrowed, by, compare, sort, columns: group.columns.join(','), language }
      : { ...narrowed, metric, language };
  const path = `/desk/api/reports/${plan.report}${metric === undefined ? '' : '/evidence'}`;
  return (
    <span class="export-links">
      {formats.map((format) => (
        <a
          key={format}
          class="button"
          href={addressOf(`${path}.${format}`, {}, query)}
          download
          aria-label={say('export.label', { format: say(`export.${format}`) })}
          data-testid={`export-${metric === undefined ? '' : 'evidence-'}${format}`}
        >
          <Icon name="download" />
          {say(`export.${format}`)}
        </a>
      ))}
    </span>
  );
}
