import type { JSX } from 'preact';
import { isMeasure } from '../../../domain/plan/target.ts';
import { usePage } from '../frame/page.ts';
import { TableHead } from '../kit/table-head.tsx';
import { amountText, percentText, type TargetShown, targetName } from './amounts.ts';

export interface TargetTableProps {
  readonly targets: readonly TargetShown[];
  readonly currency: string | null;
  /** notes what was reached of a target that nobody counts; null: not for the viewer */
  readonly tell: ((target: TargetShown) => void) | null;
}

/** Lists targets: weight, goal, what was reached, the forecast with its range, and what is missing for each day. */
export function TargetTable({ targets, currency, tell }: TargetTableProps): JSX.Element {
  const { t } = usePage();
  const titles = ['target', 'weight', 'goal', 'reached', 'fulfilled', 'forecast', 'gap'] as const;
  return (
    <div class="table-scroll">
      <table class="table table-said plan-targets">
        <TableHead titles={titles.map((each) => t(`plan.${each}`))} />
        <tbody>
          {targets.map((each) => (
            <Line key={each.key} target={each} currency={currency} tell={tell} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ target, currency, tell }: Omit<TargetTableProps, 'targets'> & { readonly target: TargetShown }): JSX.Element {
  const { t, language } = usePage();
  const { key, unit, direction, goal, weight, reached, fulfilment, forecast, due } = target;
  const amount = (value: number): string => amountText(language, value, unit, currency);
  return (
    <tr data-testid="plan-target">
      <th scope="row" dir="auto">
        {targetName(t, target)}
      </th>
      <td class="number" data-label={t('plan.weight')}>
        {percentText(language, weight / 100)}
      </td>
      <td class="number" data-label={t('plan.goal')}>
        {direction === 'less' ? t('plan.goal.less', { goal: amount(goal) }) : amount(goal)}
      </td>
      <td class="number" data-label={t('plan.reached')} data-testid="plan-reached">
        {reached === null ? <span class="none">{t('plan.unknown.value')}</span> : amount(reached)}
        {isMeasure(key) || tell === null ? null : (
          <button type="button" class="link-button" data-testid="plan-tell" onClick={() => tell(target)}>
            {t('plan.tell')}
          </button>
        )}
      </td>
      <td class="number" data-label={t('plan.fulfilled')}>
        {fulfilment === null ? '—' : percentText(language, fulfilment)}
      </td>
      <td class="number" data-label={t('plan.forecast')}>
        {forecast === null ? <span class="none">{t('plan.unknown.value')}</span> : amount(forecast)}
        <Range target={target} amount={amount} />
        {due === null || due === 0 ? null : <span class="muted block">{t('plan.due', { amount: amount(due) })}</span>}
      </td>
      <td class="number" data-label={t('plan.gap')}>
        <Gap target={target} amount={amount} />
      </td>
    </tr>
  );
}

interface AmountProps {
  readonly target: TargetShown;
  readonly amount: (value: number) => string;
}

function Range({ target: { low, high, forecast, seasonal, unit, basis }, amount }: AmountProps): JSX.Element | null {
  const { t } = usePage();
  if (forecast === null || low === high)
    return low === null && forecast !== null ? <span class="muted block">{t('plan.range.missing')}</span> : null;
  if (low === null || high === null) return <span class="muted block">{t('plan.range.missing')}</span>;
  return (
    <span class="muted block">
      {t('plan.range', { low: amount(low), high: amount(high) })}
      {seasonal || unit === 'share' || basis === 'reached' ? null : <span class="block">{t('plan.season.missing')}</span>}
    </span>
  );
}

function Gap({ target: { missing, missingPerDay }, amount }: AmountProps): JSX.Element {
  const { t } = usePage();
  if (missing === null) return <>—</>;
  if (missing === 0) return <span class="good">{t('plan.gap.none')}</span>;
  return (
    <>
      {amount(missing)}
      {missingPerDay === null ? null : <span class="muted block">{t('plan.gap.day', { amount: amount(missingPerDay) })}</span>}
    </>
  );
}
