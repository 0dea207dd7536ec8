import type { JSX } from 'preact';
import { isMeasure } from '../../../domain/plan/target.ts';
import { usePage } from '../frame/page.ts';
import { ChoiceField, TextField } from '../kit/field.tsx';
import { emptyTarget, ownKey, type TargetDraft } from './plan-draft.ts';

export interface TargetFieldsProps {
  readonly target: TargetDraft;
  readonly others: readonly TargetDraft[];
  /** what Okno counts for the department */
  readonly allowed: readonly string[];
  readonly set: (target: TargetDraft) => void;
  /** null: it is the only one */
  readonly remove: (() => void) | null;
}

const own = 'own';
const units = ['money', 'count', 'share'] as const;
const directions = ['more', 'less'] as const;

/** Takes one target: what is counted, its goal and its weight; of one of our own its name, unit and direction too. */
export function TargetFields({ target, others, allowed, set, remove }: TargetFieldsProps): JSX.Element {
  const { t } = usePage();
  const isOurs = !isMeasure(target.key);
  const free = allowed.filter((each) => each === target.key || others.every(({ key }) => key !== each));
  const choose = (key: string): void => set({ ...emptyTarget(key === own ? ownKey(others) : key, target.weight), goal: target.goal });
  return (
    <div class="plan-row">
      <ChoiceField
        label={t('plan.target')}
        name="plan-key"
        value={isOurs ? own : target.key}
        all={[
          ...free.filter(isMeasure).map((each) => [each as string, t(`plan.measure.${each}`)] as const),
          [own, t('plan.edit.own')] as const,
        ]}
        set={choose}
      />
      {isOurs ? <OwnFields target={target} set={set} /> : null}
      <TextField
        label={target.unit === 'share' ? `${t('plan.edit.goal')}, %` : t('plan.edit.goal')}
        name="plan-goal"
        inputMode="decimal"
        maxLength={20}
        value={target.goal}
        set={(goal) => set({ ...target, goal })}
      />
      <TextField
        label={t('plan.edit.weight')}
        name="plan-weight"
        inputMode="decimal"
        maxLength={6}
        value={target.weight}
        set={(weight) => set({ ...target, weight })}
      />
      {remove === null ? null : (
        <button type="button" class="button quiet" onClick={remove}>
          {t('plan.edit.remove')}
        </button>
      )}
    </div>
  );
}

/** What a target of one's own is called, what it is measured in, and whether more of it is better. */
function OwnFields({ target, set }: Pick<TargetFieldsProps, 'target' | 'set'>): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <TextField
        label={t('plan.edit.name')}
        name="plan-name"
        maxLength={100}
        value={target.name}
        set={(name) => set({ ...target, name })}
      />
      <ChoiceField
        label={t('plan.edit.unit')}
        name="plan-unit"
        value={target.unit}
        all={units.map((each) => [each, t(`plan.unit.${each}`)] as const)}
        set={(unit) => set({ ...target, unit })}
      />
      <ChoiceField
        label={t('plan.edit.direction')}
        name="plan-direction"
        value={target.direction}
        all={directions.map((each) => [each, t(`plan.direction.${each}`)] as const)}
        set={(direction) => set({ ...target, direction })}
      />
    </>
  );
}
