import type { JSX } from 'preact';
import { planDays } from '../../../domain/plan/target.ts';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { To } from '../kit/to-conversation.tsx';
import { useRead } from '../kit/use-read.ts';
import { neighbours, otherUnit, periodText } from './period.ts';
import { PlanCard } from './plan-card.tsx';

/** Shows the plans of a month or a quarter side by side, each with its own targets and weights (R27). */
export function PlanPage(): JSX.Element {
  const { t, api, state, language } = usePage();
  const asked = state.address.query['period'] ?? '';
  const query = planDays(asked) === null ? {} : { period: asked };
  const read = useRead(`plan ${query.period ?? 'now'}`, 'conversations', () => api('GET /plans', { query }));
  const period = read.value?.period ?? null;
  return (
    <PageFrame name="plan" title={t('plan.title')} tools={period === null ? null : <Periods period={period} />}>
      <Loaded read={read}>
        {(found) => (
          <div class="plans" data-period={found.period}>
            <h2 class="visually-hidden">{periodText(language, found.period)}</h2>
            {found.departments.map((each) => (
              <PlanCard
                key={`${each.department.key} ${found.period}`}
                plan={each}
                currency={found.currency}
                isOfOne={found.isOfOne}
                again={read.again}
              />
            ))}
          </div>
        )}
      </Loaded>
    </PageFrame>
  );
}

/** Leads to the period before and behind, and from months to quarters. They are links: a reload and the back button know them. */
function Periods({ period }: { readonly period: string }): JSX.Element {
  const { t, language } = usePage();
  const { before, after } = neighbours(period);
  const to = (other: string) => ({ page: 'plan', query: { period: other } }) as const;
  return (
    <nav class="plan-step" aria-label={t('plan.period')}>
      <To to={to(before)} name="plan-before">
        {t('plan.earlier')}
      </To>
      <strong data-testid="plan-period">{periodText(language, period)}</strong>
      <To to={to(after)} name="plan-after">
        {t('plan.later')}
      </To>
      <To to={to(otherUnit(period))} name="plan-unit-other">
        {t(period.includes('Q') ? 'plan.month' : 'plan.quarter')}
      </To>
    </nav>
  );
}
