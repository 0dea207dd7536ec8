import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PlanOfDepartment } from '../../../http/plans/desk-shape.ts';
import { usePage } from '../frame/page.ts';
import { fullTime } from '../kit/time.ts';
import { useRead } from '../kit/use-read.ts';
import { amountText, percentText, targetName } from './amounts.ts';

/** Shows who set the plan when, and why; read only when somebody wants to know. */
export function PlanHistory({ plan }: { readonly plan: PlanOfDepartment }): JSX.Element {
  const { t } = usePage();
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="plan-history" data-testid="plan-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('plan.history')}</summary>
      {isOpen ? <Versions plan={plan} /> : null}
    </details>
  );
}

function Versions({ plan }: { readonly plan: PlanOfDepartment }): JSX.Element {
  const { t, api, language } = usePage();
  const params = { key: plan.department.key, period: plan.period };
  const read = useRead(`plan versions ${params.key} ${params.period} ${plan.version}`, null, () =>
    api('GET /plans/:key/:period/versions', { params }),
  );
  return (
    <ul class="facts">
      {(read.value?.versions ?? []).map(({ version, at, by, note, targets, currency }) => (
        <li key={version} data-testid="plan-version">
          <span>{t('plan.history.line', { version, who: by ?? t('plan.history.system'), when: fullTime(language, new Date(at)) })}</span>
          <span class="muted" dir="auto">
            {targets
              .map((each) => {
                const goal = amountText(language, each.goal, each.unit, currency);
                return `${targetName(t, each)}: ${goal} (${percentText(language, each.weight / 100)})`;
              })
              .join('; ')}
          </span>
          {note === null ? null : <span dir="auto">{note}</span>}
        </li>
      ))}
    </ul>
  );
}
