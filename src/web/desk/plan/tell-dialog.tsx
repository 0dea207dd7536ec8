import type { JSX } from 'preact';
import type { PlanOfDepartment } from '../../../http/plans/desk-shape.ts';
import { usePage } from '../frame/page.ts';
import { FormDialog } from '../kit/dialog-form.tsx';
import { TextField } from '../kit/field.tsx';
import { useForm } from '../kit/form.tsx';
import { type TargetShown, targetName, typedGoal } from './amounts.ts';
import { readAmount } from './plan-draft.ts';

export interface TellDialogProps {
  readonly plan: PlanOfDepartment;
  readonly target: TargetShown;
  /** null: the department's */
  readonly specialist: string | null;
  readonly close: () => void;
  readonly done: () => void;
}

/** Takes what was reached of a target that Okno cannot count. */
export function TellDialog({ plan, target, specialist, close, done }: TellDialogProps): JSX.Element {
  const { t, api } = usePage();
  const { unit, reached, key } = target;
  const currency = plan.currency ?? '';
  const form = useForm({
    values: { value: reached === null ? '' : typedGoal(reached, unit, currency) },
    check: ({ value }) => (readAmount(value, unit, currency) === null ? t('plan.tell.wrong') : null),
    async send({ value }) {
      const params = { key: plan.department.key, period: plan.period };
      const body = { key, specialistId: specialist, value: readAmount(value, unit, currency) ?? 0 };
      const answer = await api('PUT /plans/:key/:period/actuals', { params, body });
      if (answer.ok) done();
      return answer;
    },
  });
  return (
    <FormDialog
      title={t('plan.tell.of', { name: targetName(t, target) })}
      name="plan-tell"
      close={close}
      form={form}
      submit={{ words: t('facts.save'), name: 'plan-tell-save' }}
    >
      <TextField
        label={unit === 'share' ? `${t('plan.tell.value')}, %` : t('plan.tell.value')}
        name="plan-tell-value"
        inputMode="decimal"
        maxLength={20}
        value={form.values.value}
        set={form.set('value')}
      />
    </FormDialog>
  );
}
