import type { JSX } from 'preact';
import type { DeskReportAnswer } from '../../../http/reports/answer.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { wordsFor } from '../kit/problem.ts';
import { daysName } from './names.ts';
import type { Refreshed } from './use-refreshed.ts';
import type { Answered } from './use-report.ts';
import { useWords } from './words.ts';

/** Says which days the numbers are of and how fresh they are; where they could not be refreshed, why, and offers to try again. */
export function Freshness({ answer, read }: { readonly answer: DeskReportAnswer; readonly read: Refreshed<Answered> }): JSX.Element {
  const { t, language } = usePage();
  const { say } = useWords();
  const { from, until, timeZone, asOf, compared } = answer;
  const at = new Intl.DateTimeFormat(language, { timeZone, timeStyle: 'medium' }).format(new Date(asOf));
  const with_ = compared === null ? '' : `, ${say('compared', { days: daysName(language, compared.from, compared.until) })}`;
  return (
    <div class="freshness">
      <p>
        <strong>{daysName(language, from, until)}</strong>
        {with_}
      </p>
      <p class="muted" data-testid="as-of" data-at={asOf}>
        {say('as-of', { time: at, zone: timeZone })}
      </p>
      {read.problem === null ? null : (
        <p class="trouble" role="alert" data-testid="stale">
          <Icon name="warning" />
          <span>{say('stale', { reason: wordsFor(t, read.problem) })}</span>
          <button type="button" class="link-button" onClick={read.again}>
            {t('list.retry')}
          </button>
        </p>
      )}
    </div>
  );
}
