import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PlanOfDepartment } from '../../../http/plans/desk-shape.ts';
import { usePage } from '../frame/page.ts';
import { Empty } from '../kit/empty.tsx';
import { percentText, type TargetShown } from './amounts.ts';
import { PlanEditor } from './plan-editor.tsx';
import { PlanHistory } from './plan-history.tsx';
import { TargetTable } from './target-table.tsx';
import { TellDialog } from './tell-dialog.tsx';

export interface PlanCardProps {
  readonly plan: PlanOfDepartment;
  readonly currency: string | null;
  readonly isOfOne: boolean;
  readonly again: () => void;
}

interface Telling {
  readonly target: TargetShown;
  readonly specialist: string | null;
}

/** One department's plan, with its own weights: how it stands today and will at the end, and how its people do (R27). */
export function PlanCard({ plan, currency, isOfOne, again }: PlanCardProps): JSX.Element {
  const { t } = usePage();
  const [editing, setEditing] = useState(false);
  const [telling, setTelling] = useState<Telling | null>(null);
  const canSet = plan.may.set && plan.state !== 'past';
  const tell = (specialist: string | null) => (plan.may.set ? (target: TargetShown) => setTelling({ target, specialist }) : null);
  const finish = (): void => {
    setEditing(false);
    setTelling(null);
    again();
  };
  return (
    <section class="plan-card" data-testid="plan-card" data-department={plan.department.key} aria-label={plan.department.name}>
      <header class="plan-head">
        <h2 dir="auto">{plan.department.name}</h2>
        {canSet ? (
          <button type="button" class="button" data-testid="plan-edit" onClick={() => setEditing(true)}>
            {t(plan.version === 0 ? 'plan.set' : 'plan.change')}
          </button>
        ) : null}
      </header>
      <Body plan={plan} isOfOne={isOfOne} tell={tell} />
      {plan.may.set && plan.version > 0 ? <PlanHistory plan={plan} /> : null}
      {editing ? <PlanEditor plan={plan} currency={currency} close={() => setEditing(false)} done={finish} /> : null}
      {telling === null ? null : <TellDialog plan={plan} {...telling} close={() => setTelling(null)} done={finish} />}
    </section>
  );
}

interface BodyProps {
  readonly plan: PlanOfDepartment;
  readonly isOfOne: boolean;
  readonly tell: (specialist: string | null) => ((target: TargetShown) => void) | null;
}

function Body({ plan, isOfOne, tell }: BodyProps): JSX.Element {
  const { t } = usePage();
  if (isOfOne && plan.people.length === 0) return <Empty text={t('plan.nobody')} />;
  if (plan.version === 0) {
    const why = plan.state === 'past' ? 'plan.none.past' : plan.may.set ? 'plan.none.set' : 'plan.none.see';
    return <Empty title={t('plan.none')} text={t(why)} />;
  }
  return (
    <>
      <p class="muted">
        {t('plan.days', { ...plan.workingDays })} · {t('plan.version', { version: plan.version })}
        {plan.state === 'past' ? ` · ${t('plan.frozen')}` : ''}
      </p>
      {isOfOne ? null : (
        <>
          <Figures of={plan} />
          <TargetTable targets={plan.targets} currency={plan.currency} tell={tell(null)} />
        </>
      )}
      {plan.people.length === 0 ? null : <h3>{t('plan.people')}</h3>}
      {plan.people.map((each) => (
        <div key={each.person.id} class="plan-person" data-testid="plan-person">
          <h4 dir="auto">
            {each.person.name} {each.hasLeft ? <span class="muted">({t('plan.left')})</span> : null}
          </h4>
          <Figures of={each} />
          <TargetTable targets={each.targets} currency={plan.currency} tell={tell(each.person.id)} />
        </div>
      ))}
    </>
  );
}

/** The weighted sum today and at the end, with its range, and how much of it nobody knows. */
function Figures({ of }: { readonly of: Pick<PlanOfDepartment, 'fulfilment' | 'forecast' | 'low' | 'high' | 'unknown'> }): JSX.Element {
  const { t, language } = usePage();
  const percent = (share: number | null): string => (share === null ? '—' : percentText(language, share));
  return (
    <>
      <dl class="plan-figures">
        <div>
          <dt class="muted">{t('plan.today')}</dt>
          <dd data-testid="plan-fulfilment">{percent(of.fulfilment)}</dd>
        </div>
        <div>
          <dt class="muted">{t('plan.end')}</dt>
          <dd data-testid="plan-forecast">{percent(of.forecast)}</dd>
          <dd class="plan-range muted">
            {of.low === null || of.high === null
              ? t('plan.range.missing')
              : t('plan.range', { low: percent(of.low), high: percent(of.high) })}
          </dd>
        </div>
      </dl>
      {of.unknown === 0 ? null : <p class="muted">{t('plan.unknown', { share: percent(of.unknown) })}</p>}
    </>
  );
}
