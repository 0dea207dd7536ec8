import { isCurrency } from '../../../domain/currency.ts';
import type { Facts } from '../../../http/desk/clients/facts.ts';
import type { FactInput } from '../../../http/desk/clients/record-fact.ts';
import { dayKey } from '../../kit/calendar.ts';
import { minorUnits } from '../kit/money.ts';

export type FactType = FactInput['type'];

/** A fact as it is being typed. */
export interface FactDraft {
  readonly type: FactType;
  /** of the fact, from the first try on: sent again it is no second one */
  readonly key: string;
  /** `2026-03-02`, where the reader is */
  readonly day: string;
  readonly line: string;
  readonly kind: string;
  readonly amount: string;
  readonly currency: string;
  readonly unrepresentative: boolean;
  readonly project: boolean;
  readonly means: 'call' | 'email' | 'message' | 'visit';
  /** empty: nobody in particular */
  readonly contact: string;
}

export type FactMistake = 'line' | 'amount' | 'currency' | 'day';

export type FactRead =
  | { readonly ok: true; readonly fact: FactInput }
  | { readonly ok: false; readonly mistakes: ReadonlySet<FactMistake> };

/** Lists the kinds of payment to choose from: what the company has, and the two every company has. */
export const kindsFor = ({ kinds }: Pick<Facts, 'kinds'>): readonly string[] => [...new Set([...kinds, 'monthly', 'once'])];

export function newFact(type: FactType, key: string, now: Date, known: Pick<Facts, 'lines' | 'kinds' | 'currency'>): FactDraft {
  return {
    type,
    key,
    day: dayKey(now),
    line: known.lines[0] ?? '',
    kind: kindsFor(known)[0] ?? 'monthly',
    amount: '',
    currency: known.currency ?? '',
    unrepresentative: false,
    project: false,
    means: 'call',
    contact: '',
  };
}

/** Returns what was typed as the server takes it, or all that is wrong with it. Something of today happened now, of another day at its noon. */
export function readFact(draft: FactDraft, now: Date): FactRead {
  const { type, key, day, line, kind, currency, unrepresentative, project, means, contact } = draft;
  const mistakes = new Set<FactMistake>();
  const noon = new Date(`${day}T12:00`);
  if (Number.isNaN(noon.getTime()) || day > dayKey(now)) mistakes.add('day');
  const amount = minorUnits(draft.amount, currency.trim().toUpperCase());
  if (type !== 'outreach') {
    if (line.trim() === '') mistakes.add('line');
    if (!isCurrency(currency.trim().toUpperCase())) mistakes.add('currency');
    else if (amount === null) mistakes.add('amount');
  }
  if (mistakes.size > 0) return { ok: false, mistakes };
  const moment = { key, at: (day === dayKey(now) ? now : noon).toISOString() };
  const money = { amount: amount ?? 0, currency: currency.trim().toUpperCase(), productLine: line.trim() };
  switch (type) {
    case 'deal':
      return { ok: true, fact: { type, ...moment, ...money, unrepresentative, project } };
    case 'payment':
      return { ok: true, fact: { type, ...moment, ...money, kind } };
    case 'outreach':
      return { ok: true, fact: { type, ...moment, means, contact: contact === '' ? null : contact } };
  }
}
