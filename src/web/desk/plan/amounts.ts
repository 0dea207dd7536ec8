import type { Language } from '../../../domain/language.ts';
import { isMeasure } from '../../../domain/plan/target.ts';
import type { PlanOfDepartment } from '../../../http/plans/desk-shape.ts';
import { digitsOf, moneyText } from '../../../texts/money.ts';
import type { Translate } from '../kit/words.ts';

export type TargetShown = PlanOfDepartment['targets'][number];
type Unit = TargetShown['unit'];

export function percentText(language: Language, share: number): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** An amount of a target in words of its unit. */
export function amountText(language: Language, value: number, unit: Unit, currency: string | null): string {
  if (unit === 'share') return percentText(language, value);
  if (unit === 'money') return moneyText(language, Math.round(value), currency ?? '');
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
}

/** A goal as it stands in its field: money in whole units with minor ones behind the point, a share in percent. */
export function typedGoal(value: number, unit: Unit, currency: string): string {
  if (unit === 'share') return String(Math.round(value * 10_000) / 100);
  const digits = digitsOf(currency) ?? 2;
  return unit === 'money' ? (value / 10 ** digits).toFixed(value % 10 ** digits === 0 ? 0 : digits) : String(value);
}

export function targetName(t: Translate, { key, name }: Pick<TargetShown, 'key' | 'name'>): string {
  return isMeasure(key) ? t(`plan.measure.${key}`) : (name ?? key);
}
