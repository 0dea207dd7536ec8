import { z } from 'zod';
import { type AssignmentRow, assignmentsOf, namesOf } from '../../../db/conversations/card.ts';
import { type SearchInVain, searchesInVain } from '../../../db/conversations/searches-in-vain.ts';
import type { Language } from '../../../domain/language.ts';
import { fullBudget } from '../../../domain/policy.ts';
import type { AssignmentRule } from '../../../domain/route.ts';
import { explainAssignment, explainRepeats, peopleIn } from '../../../reports/explain-assignment.ts';
import { explainTable } from '../../../texts/explain-table.ts';
import { translator } from '../../../texts/translate.ts';
import type { Http } from '../../deps.ts';
import { sample } from '../named.ts';

const t = translator<keyof (typeof explainTable)['ru']>(explainTable);

/** How somebody of the department stood when a person was sought, the lightest first. Shares 0..1 of their capacity. */
const candidate = z.object({
  name: z.string(),
  /** 1 is a whole capacity */
  capacity: z.number(),
  conversations: z.number(),
  portfolio: z.number(),
  /** available, or why not, in words */
  presence: z.string(),
  available: z.boolean(),
  chosen: z.boolean(),
});

export const assignmentExplained = z.object({
  at: z.iso.datetime(),
  /** the rules of the product it went by, such as R11 */
  rules: z.array(z.string()),
  policyVersion: z.int(),
  /** those who were compared, at most five */
  candidates: z.array(candidate),
  /** in words, one sentence each: why a person was sought, who was chosen by which rule, who was passed over and why, under which policy */
  sentences: z.array(z.string()),
});

/** `times`, `last_at`: of a search in vain, how often it came to the same, and when last. */
type Sought = AssignmentRow & Partial<Pick<SearchInVain, 'times' | 'last_at'>>;

type Explained = z.output<typeof assignmentExplained>;

export const exampleExplained: Explained = {
  at: sample.at,
  rules: ['R6', 'R13'],
  policyVersion: 1,
  candidates: [
    {
      name: sample.anna.name,
      capacity: 1,
      conversations: 0.25,
      portfolio: 0.4,
      presence: 'available',
      available: true,
      chosen: true,
    },
  ],
  sentences: ['The client’s own specialist: Anna Orlova.', 'Under policy version 1.'],
};

/** Why a conversation went to whom it went, or to nobody, every time somebody was sought. */
export async function explainedAssignments({ db, company }: Http, conversation: string, language: Language): Promise<Explained[]> {
  const [given, inVain] = await Promise.all([assignmentsOf(db, conversation), searchesInVain(db, conversation)]);
  const assignments: readonly Sought[] = [...given, ...inVain].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const people = await namesOf(db, [...new Set(assignments.flatMap(peopleIn))]);
  const departments = new Map(company().departments.map((each) => [each.key, each]));
  const names = {
    person: (id: string) => people.get(id),
    department: (key: string) => departments.get(key)?.name[language] ?? key,
    zone: (key: string) => departments.get(key)?.timeZone ?? 'UTC',
  };
  return assignments.map((each) => ({
    at: each.at.toISOString(),
    rules: rulesOf(each),
    policyVersion: each.policy_version,
    candidates: candidatesOf(each, language, (id) => people.get(id) ?? ''),
    sentences: [...explainAssignment(each, language, names, true), ...explainRepeats(each, language, names)],
  }));
}

const byRule: Readonly<Record<AssignmentRule, readonly string[]>> = {
  'by-hand': ['R8'],
  'same-person': ['R15'],
  outreach: ['R5'],
  named: ['R5'],
  owner: ['R6'],
  met: ['R7'],
  deputy: ['R16'],
  'stand-in': ['R13'],
  'least-loaded': ['R11', 'R12'],
  late: ['R13'],
};

/** The rules an assignment went by, each once, in order. */
function rulesOf({ rule, explanation }: AssignmentRow): string[] {
  const own = rule.startsWith('nobody:') ? ['R11', 'R12'] : Object.hasOwn(byRule, rule) ? byRule[rule as AssignmentRule] : [];
  const passed = explanation.passed.map(({ reason }) => (reason.endsWith('-full') ? 'R12' : 'R16'));
  const standIn = explanation.standIn === undefined && explanation.late === undefined ? [] : ['R13'];
  const met = explanation.metBy === undefined ? [] : ['R7'];
  const beyond = explanation.overload || explanation.overPortfolio === true ? ['R12'] : [];
  return [...new Set([...own, ...passed, ...beyond, ...met, ...standIn])].toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}

/** Those who were compared, the lightest first, with how loaded they were and whether they were there. */
function candidatesOf(
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
    presence: t(language, `presence.${availability}`),
    available: availability === 'available',
    chosen: id === specialist,
  }));
}
