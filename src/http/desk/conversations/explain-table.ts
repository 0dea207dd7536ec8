import type { AssignmentRow } from '../../../db/conversations/list.ts';
import type { Language } from '../../../domain/language.ts';
import { fullBudget } from '../../../domain/policy.ts';
import type { AssignmentRule } from '../../../domain/route.ts';
import { explainTable } from '../../../texts/explain-table.ts';
import { translator } from '../../../texts/translate.ts';
import type { ConversationCard } from './contract.ts';

type Key = keyof (typeof explainTable)['ru'];
type Explained = ConversationCard['why'][number];

export const tTable = translator<Key>(explainTable);

const byRule: Readonly<Record<AssignmentRule, readonly string[]>> = {
  'by-hand': ['R8'],
  'same-person': ['R15'],
  outreach: ['R5'],
  owner: ['R6'],
  deputy: ['R16'],
  'stand-in': ['R13'],
  'least-loaded': ['R11', 'R12'],
};

/** The rules an assignment went by, each once, in order. */
export function rulesOf({ rule, explanation }: AssignmentRow): string[] {
  const own = rule.startsWith('nobody:') ? ['R11', 'R12'] : Object.hasOwn(byRule, rule) ? byRule[rule as AssignmentRule] : [];
  const passed = explanation.passed.map(({ reason }) => (reason.endsWith('-full') ? 'R12' : 'R16'));
  const standIn = explanation.standIn === undefined ? [] : ['R13'];
  const beyond = explanation.overload || explanation.overPortfolio === true ? ['R12'] : [];
  return [...new Set([...own, ...passed, ...beyond, ...standIn])].toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}

/** Those who were compared, the lightest first, with how loaded they were and whether they were there. */
export function candidatesOf(
  { explanation, specialist }: AssignmentRow,
  language: Language,
  name: (id: string) => string,
): Explained['candidates'] {
  const share = (units: number, capacity: number) => (capacity > 0 ? units / capacity : 0);
  return explanation.top.map(({ specialist: id, availability, capacity, cases, portfolio }) => ({
    name: name(id),
    capacity: capacity / fullBudget,
    conversations: share(cases, capacity),
    portfolio: share(portfolio, capacity),
    presence: tTable(language, `presence.${availability}`),
    available: availability === 'available',
    chosen: id === specialist,
  }));
}
