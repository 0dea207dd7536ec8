import type { Language } from '../domain/language.ts';
import type { PolicyMistake, PolicyWarning } from '../domain/policy-check.ts';
import type { PolicyChange } from '../domain/policy-difference.ts';
import { clientsOf, type PolicyField } from '../domain/policy-fields.ts';
import type { ProductLine } from '../domain/product-line.ts';
import type { Segments } from '../domain/segment.ts';
import type { ServingRow } from '../domain/serving.ts';
import { moneyText } from './money.ts';
import { policyTexts } from './policy.ts';
import { translator } from './translate.ts';

export type PolicyKey = keyof (typeof policyTexts)['ru'];

export const tPolicy = translator<PolicyKey>(policyTexts);

/** Words for a key made of a field's name; empty where there are none. */
export function policyWord(language: Language, key: string): string {
  return Object.hasOwn(policyTexts.ru, key) ? tPolicy(language, key as PolicyKey) : '';
}

/** What departments are called, by key. */
export type DepartmentNames = (key: string) => string;

/** "First answer, Client department" */
export function fieldInWords(language: Language, { name, department, size }: PolicyField, names: DepartmentNames): string {
  const pieces = [policyWord(language, `field.${name}`)];
  if (department !== undefined) pieces.push(names(department));
  if (size !== undefined) pieces.push(tPolicy(language, `size.${size}`));
  return pieces.join(', ');
}

/** Deadlines count working time, waits count the calendar's. */
const isDeadline = ({ section, name }: PolicyField) =>
  section === 'reaction' || ['acceptance.conversationMinutes', 'newOwnerMinutes', 'waits.callBackMinutes'].includes(name);

export function unitOf(field: PolicyField): PolicyField['unit'] | 'working-minutes' {
  return field.unit === 'minutes' && isDeadline(field) ? 'working-minutes' : field.unit;
}

export function valueInWords(language: Language, field: PolicyField, value: unknown, names: DepartmentNames): string {
  if (field.unit === 'switch') return tPolicy(language, value === true ? 'value.yes' : 'value.no');
  if (field.unit === 'department') return typeof value === 'string' ? names(value) : tPolicy(language, 'value.nothing');
  if (typeof value !== 'number') return tPolicy(language, 'value.nothing');
  const shown = field.unit === 'clients' ? clientsOf(value) : value;
  return policyWordWith(language, `value.${unitOf(field)}`, { value: shown });
}

function policyWordWith(language: Language, key: string, params: Readonly<Record<string, string | number>>): string {
  return Object.hasOwn(policyTexts.ru, key) ? tPolicy(language, key as PolicyKey, params) : '';
}

export function lineInWords(language: Language, line: ProductLine): string {
  const rule = ruleInWords(language, line);
  if (line.commission === undefined) return rule;
  const { fullPercent: full, bonusPercent: bonus, bonusMonths: months } = line.commission;
  const percents = { rule, full: decimal(language, full), bonus: decimal(language, bonus) };
  return months === undefined
    ? tPolicy(language, 'rule.commission', percents)
    : tPolicy(language, 'rule.commission-for', { ...percents, months });
}

const decimal = (language: Language, value: number) => new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);

function ruleInWords(language: Language, { handover }: ProductLine): string {
  if ('deal' in handover) return tPolicy(language, 'rule.deal', { value: handover.deal });
  if ('months' in handover) return tPolicy(language, 'rule.months', { value: handover.months });
  return tPolicy(language, 'rule.payment', handover.payment);
}

/** "First answer, Client department: 4 working minutes → 5 working minutes" */
export function changeInWords(language: Language, change: PolicyChange, names: DepartmentNames): string {
  switch (change.kind) {
    case 'field': {
      const { field, from, to } = change;
      return tPolicy(language, 'change.field', {
        what: fieldInWords(language, field, names),
        from: fromInWords(language, change, names),
        to: valueInWords(language, field, to ?? from, names),
      });
    }
    case 'line': {
      const { line, from, to } = change;
      if (to === null) return tPolicy(language, 'change.line-removed', { line });
      if (from === null) return tPolicy(language, 'change.line-added', { line, rule: lineInWords(language, to) });
      return tPolicy(language, 'change.line', { line, from: lineInWords(language, from), to: lineInWords(language, to) });
    }
    case 'serving':
      return change.to.length === 0
        ? tPolicy(language, 'change.serving-removed')
        : tPolicy(language, 'change.serving', { rows: change.to.map((row) => servingInWords(language, row, names)).join('; ') });
    case 'segments':
      return change.to === null ? tPolicy(language, 'change.segments-removed') : segmentsInWords(language, change.to);
    case 'consent':
      if (change.to === null) return tPolicy(language, 'change.consent-removed');
      return tPolicy(language, 'change.consent', { version: change.to.version, required: change.to.required, words: change.words });
    case 'topics':
      if (change.to === null) return tPolicy(language, 'change.topics-usual');
      return tPolicy(language, 'change.topics', { names: change.to.map((each) => each.name[language]).join(', ') });
    case 'reasons':
      if (change.to === null) return tPolicy(language, 'change.reasons-usual');
      if (change.to.length === 0) return tPolicy(language, 'change.reasons-none');
      return tPolicy(language, 'change.reasons', { reasons: change.to.map((each) => each[language]).join('; ') });
    case 'other':
      return tPolicy(language, 'change.other', { path: change.path });
  }
}

/** "Small, after 2 deals: Wholesale" */
export function servingInWords(language: Language, { size, deals, department }: ServingRow, names: DepartmentNames): string {
  return tPolicy(language, 'serving.row', { size: tPolicy(language, `size.${size}`), deals, department: names(department) });
}

/** "Sizes by turnover: medium from $5,000.00, large from …" */
export function segmentsInWords(language: Language, { currency, medium, large, key }: Segments): string {
  const money = (minor: number) => moneyText(language, minor, currency);
  return tPolicy(language, 'change.segments', { medium: money(medium), large: money(large), key: money(key) });
}

/** The unit is said once, behind the new value, where both are numbers. */
function fromInWords(language: Language, { field, from, to }: Extract<PolicyChange, { kind: 'field' }>, names: DepartmentNames): string {
  const plain = typeof from === 'number' && typeof to === 'number' && (field.unit !== 'clients' || (from > 0 && to > 0));
  if (!plain) return valueInWords(language, field, from, names);
  return new Intl.NumberFormat(language).format(field.unit === 'clients' ? clientsOf(from) : from);
}

export function mistakeInWords(language: Language, mistake: PolicyMistake): string {
  return tPolicy(language, `mistake.${mistake.code}`, { ...mistake });
}

export function warningInWords(language: Language, warning: PolicyWarning, names: DepartmentNames): string {
  return tPolicy(language, `warning.${warning.code}`, { department: names(warning.department) });
}
