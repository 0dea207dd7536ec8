import { weightsTogether } from '../../../domain/plan/mistakes.ts';
import { isMeasure, measureKeys, measures, type TargetUnit } from '../../../domain/plan/target.ts';
import type { PlanOfDepartment } from '../../../http/plans/desk-shape.ts';
import { minorUnits } from '../kit/money.ts';
import { type TargetShown, typedGoal } from './amounts.ts';

/** A target as it is being typed. */
export interface TargetDraft {
  readonly key: string;
  readonly name: string;
  readonly unit: TargetUnit;
  readonly direction: 'more' | 'less';
  readonly goal: string;
  readonly weight: string;
}

export interface PersonDraft {
  readonly id: string;
  readonly name: string;
  readonly targets: readonly TargetDraft[];
}

export interface PlanDraft {
  readonly currency: string;
  readonly note: string;
  readonly targets: readonly TargetDraft[];
  readonly people: readonly PersonDraft[];
}

export function draftOf(plan: PlanOfDepartment, currency: string | null): PlanDraft {
  const money = plan.currency ?? currency ?? '';
  const drafts = (targets: readonly TargetShown[]): readonly TargetDraft[] => targets.map((each) => targetDraft(each, money));
  const people = plan.people.map(({ person, targets }) => ({ ...person, targets: drafts(targets) }));
  if (plan.version > 0) return { currency: money, note: '', targets: drafts(plan.targets), people };
  return { currency: money, note: '', targets: [emptyTarget('revenue', '60'), emptyTarget('clientPayments', '40')], people: [] };
}

function targetDraft({ key, name, unit, direction, goal, weight }: TargetShown, currency: string): TargetDraft {
  return { key, name: name ?? '', unit, direction, goal: typedGoal(goal, unit, currency), weight: String(weight) };
}

export function emptyTarget(key: string, weight = ''): TargetDraft {
  const known = isMeasure(key) ? measures[key] : { unit: 'count' as const, direction: 'more' as const };
  return { key, name: '', ...known, goal: '', weight };
}

/** A key that none of these targets has: of what Okno counts the next, else one of our own. */
export function nextKey(targets: readonly TargetDraft[], allowed: readonly string[]): string {
  const taken = new Set(targets.map(({ key }) => key));
  return measureKeys.find((each) => allowed.includes(each) && !taken.has(each)) ?? ownKey(targets);
}

export function ownKey(targets: readonly TargetDraft[]): string {
  const taken = new Set(targets.map(({ key }) => key));
  for (let n = 1; ; n += 1) if (!taken.has(`own-${n}`)) return `own-${n}`;
}

/** The weights together, in percent, as far as they are numbers. */
export function weightSum(targets: readonly TargetDraft[]): number {
  return weightsTogether(targets.map(({ weight }) => ({ weight: numberIn(weight) ?? 0 }))) / 100;
}

/** What was typed as the server takes it; null: something is missing or wrong. */
export function readPlan({ currency, note, targets, people }: PlanDraft) {
  const money = currency.trim().toUpperCase();
  const read = targets.map((each) => readTarget(each, money));
  const personal = people.map((each) => ({ specialistId: each.id, targets: each.targets.map((one) => readTarget(one, money)) }));
  const groups = [targets, ...people.map((each) => each.targets)];
  if (groups.some((each) => weightSum(each) !== 100)) return null;
  const known = read.filter((each) => each !== null);
  const theirs = personal.map((each) => ({ ...each, targets: each.targets.filter((one) => one !== null) }));
  const isWhole = known.length === read.length && theirs.every(({ targets: of }, i) => of.length === personal[i]?.targets.length);
  if (!isWhole) return null;
  return { currency: money === '' ? null : money, targets: known, people: theirs, note: note.trim() === '' ? null : note.trim() };
}

function readTarget({ key, name, unit, direction, goal, weight }: TargetDraft, currency: string) {
  const amount = readAmount(goal, unit, currency);
  const part = numberIn(weight);
  if (amount === null || part === null || part <= 0 || (direction === 'more' && amount === 0)) return null;
  if (isMeasure(key)) return { key, goal: amount, weight: part };
  return name.trim() === '' ? null : { key, name: name.trim(), unit, direction, goal: amount, weight: part };
}

/** An amount as it is typed in its unit: money in whole units, a share in percent. */
export function readAmount(text: string, unit: TargetUnit, currency: string): number | null {
  if (unit === 'money') return minorUnits(text, currency);
  const value = numberIn(text);
  if (value === null) return null;
  if (unit === 'share') return value <= 100 ? value / 100 : null;
  return Number.isInteger(value) ? value : null;
}

function numberIn(text: string): number | null {
  const plain = text
    .trim()
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(',', '.');
  return /^\d{1,13}(\.\d{1,2})?$/.test(plain) ? Number(plain) : null;
}
