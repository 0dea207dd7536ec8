import type { JSX } from 'preact';
import type { PlanOfDepartment } from '../../../http/plans/desk-shape.ts';
import { usePage } from '../frame/page.ts';
import { FormDialog } from '../kit/dialog-form.tsx';
import { ChoiceField, TextField } from '../kit/field.tsx';
import { useForm } from '../kit/form.tsx';
import { periodText } from './period.ts';
import { draftOf, emptyTarget, nextKey, type PersonDraft, readPlan, type TargetDraft, weightSum } from './plan-draft.ts';
import { TargetFields } from './target-fields.tsx';

export interface PlanEditorProps {
  readonly plan: PlanOfDepartment;
  /** of money that is set now */
  readonly currency: string | null;
  readonly close: () => void;
  readonly done: () => void;
}

/** Takes what a department and its people are to reach; the weights add up as they are typed (R27). */
export function PlanEditor({ plan, currency, close, done }: PlanEditorProps): JSX.Element {
  const { t, api, language } = usePage();
  const form = useForm({
    values: draftOf(plan, currency),
    check: (draft) => (readPlan(draft) === null ? t('plan.edit.wrong') : null),
    async send(draft) {
      const read = readPlan(draft);
      if (read === null) return null;
      const params = { key: plan.department.key, period: plan.period };
      const answer = await api('PUT /plans/:key/:period', { params, body: { ...read, base: plan.version } });
      if (answer.ok) done();
      return answer;
    },
    problems: {
      'plan-frozen': t('plan.problem.frozen'),
      'changed-meanwhile': t('plan.problem.changed'),
      'plan-mistakes': t('plan.problem.mistakes'),
    },
  });
  const { values, set, change } = form;
  const setPerson = (person: PersonDraft, targets: readonly TargetDraft[]): void =>
    change({ people: values.people.map((each) => (each === person ? { ...each, targets } : each)) });
  return (
    <FormDialog
      title={t('plan.edit.of', { department: plan.department.name, period: periodText(language, plan.period) })}
      name="plan"
      close={close}
      form={form}
      submit={{ words: t('plan.edit.save'), name: 'plan-save' }}
      troubleName="plan-trouble"
    >
      <TargetGroup title={t('plan.edit.department')} targets={values.targets} allowed={plan.measures} set={set('targets')} />
      {values.people.map((each) => (
        <TargetGroup
          key={each.id}
          title={each.name}
          targets={each.targets}
          allowed={plan.measures}
          set={(targets) => setPerson(each, targets)}
          remove={() => change({ people: values.people.filter((one) => one !== each) })}
        />
      ))}
      <PersonChoice plan={plan} people={values.people} set={set('people')} />
      <TextField label={t('plan.edit.currency')} name="plan-currency" maxLength={3} value={values.currency} set={set('currency')} />
      <TextField label={t('plan.edit.note')} name="plan-note" maxLength={500} value={values.note} set={set('note')} />
    </FormDialog>
  );
}

interface PersonChoiceProps {
  readonly plan: PlanOfDepartment;
  readonly people: readonly PersonDraft[];
  readonly set: (people: readonly PersonDraft[]) => void;
}

/** Gives targets of their own to somebody who has none yet. */
function PersonChoice({ plan, people, set }: PersonChoiceProps): JSX.Element | null {
  const { t } = usePage();
  const others = plan.staff.filter(({ id }) => people.every((each) => each.id !== id));
  if (others.length === 0) return null;
  const add = (id: string): void => {
    const found = others.find((each) => each.id === id);
    if (found !== undefined) set([...people, { ...found, targets: [emptyTarget(plan.measures[0] ?? 'revenue', '100')] }]);
  };
  const all = [['', '—'] as const, ...others.map((each) => [each.id, each.name] as const)];
  return <ChoiceField label={t('plan.edit.add.person')} name="plan-add-person" value="" all={all} set={add} />;
}

interface TargetGroupProps {
  readonly title: string;
  readonly targets: readonly TargetDraft[];
  readonly allowed: readonly string[];
  readonly set: (targets: readonly TargetDraft[]) => void;
  readonly remove?: () => void;
}

/** The targets of a department or of one of its people, and what their weights come to. */
function TargetGroup({ title, targets, allowed, set, remove }: TargetGroupProps): JSX.Element {
  const { t } = usePage();
  const sum = weightSum(targets);
  return (
    <fieldset class="plan-group">
      <legend class="form-label" dir="auto">
        {title}
      </legend>
      {targets.map((each, i) => (
        <TargetFields
          key={each.key}
          target={each}
          others={targets}
          allowed={allowed}
          set={(changed) => set(targets.with(i, changed))}
          remove={targets.length === 1 ? null : () => set(targets.filter((one) => one !== each))}
        />
      ))}
      <p role="status" class={sum === 100 ? 'good' : 'trouble'} data-testid="plan-sum">
        {t(sum === 100 ? 'plan.edit.sum' : 'plan.edit.sum.wrong', { sum })}
      </p>
      <button
        type="button"
        class="link-button"
        data-testid="plan-add"
        onClick={() => set([...targets, emptyTarget(nextKey(targets, allowed), String(Math.max(0, 100 - sum)))])}
      >
        {t('plan.edit.add')}
      </button>{' '}
      {remove === undefined ? null : (
        <button type="button" class="link-button" onClick={remove}>
          {t('plan.edit.person.remove', { name: title })}
        </button>
      )}
    </fieldset>
  );
}
