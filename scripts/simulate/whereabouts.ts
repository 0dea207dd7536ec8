import { type Next, optionsOf, type Tree } from '../../flows/tree.ts';
import { earlier, happens } from '../../src/demo/chance.ts';
import type { Kept } from '../../src/demo/memory.ts';
import type { Called, Colleague, Staff, Writer } from '../../src/demo/people.ts';
import type { Random } from '../../src/demo/random.ts';
import { caseUnits } from '../../src/domain/capacity.ts';
import type { Content, QuestionId } from '../../src/domain/content.ts';
import type { FlowState } from '../../src/domain/decision.ts';
import type { Company } from '../../src/engine/company.ts';

/* Who is where at a moment, and what stands in a window. */

export function isDaytime(at: number): boolean {
  const date = new Date(at);
  const weekday = date.getUTCDay();
  return weekday >= 1 && weekday <= 5 && date.getUTCHours() >= 6 && date.getUTCHours() < 18;
}

/** Departments, by id, where somebody is there and can have one more conversation. */
export function roomyDepartments({ company, colleagues }: Staff, now: Date): string[] {
  return company.departments.flatMap(({ id, key }) => {
    const units = caseUnits(company.policy.data, key);
    const isRoomy = ({ department, load, shifts, absent }: Colleague) =>
      department === key && load.cases + units <= load.capacity && isThere({ load, shifts, absent }, now);
    return colleagues.some(isRoomy) ? [id] : [];
  });
}

/** The question now open in the window. */
export function askedOf({ company }: Staff, { conversations }: Kept): QuestionId | null {
  const row = conversations.find((each) => each.status === 'asking');
  return row === undefined ? null : company.flow.outline(row.state as FlowState).asking;
}

/** What they answer a question of the tree; whoever was called says so, and what they remember of it. */
export function answerTo({ company }: Staff, id: QuestionId, { called }: Writer, random: Random): Content {
  const { questions } = company.flow.tree;
  const question = questions[id];
  if (question === undefined) throw new Error(`no question ${id}`);
  if (question.kind === 'text') return { text: question.purpose === 'manager' ? remembered(company, called, random) : 'Bluebell Ltd' };
  const options = optionsOf(question);
  const leading = called === null ? [] : options.filter(({ next }) => leadsToManager(company.flow.tree, next));
  return { text: '', choice: { question: id, option: (leading[0] ?? earlier(random, options)).option } };
}

/** Half know the name, others the phone they were called on, some neither. */
function remembered({ people }: Company, called: Called | null, random: Random): string {
  if (called === null || happens(random, 0.2)) return 'I don’t remember';
  return happens(random, 0.6) ? (people.get(called.by)?.name ?? '') : called.phone;
}

function leadsToManager(tree: Tree, next: Next): boolean {
  if ('leaf' in next) return false;
  const question = tree.questions[next.question];
  if (question === undefined) return false;
  if (question.kind === 'text') return question.purpose === 'manager' || leadsToManager(tree, question.next);
  return optionsOf(question).some((each) => leadsToManager(tree, each.next));
}

function isThere({ load, absent, shifts }: Pick<Colleague, 'load' | 'absent' | 'shifts'>, now: Date): boolean {
  const at = now.getTime();
  const isAway = load.awayUntil !== null && load.awayUntil > now;
  return !isAway && !(absent !== null && absent[0] <= at && at < absent[1]) && shifts.isOpen(now);
}

/** `at` itself when they are there. */
export function backAt({ load, absent, shifts }: Colleague, at: number): number {
  const away = load.awayUntil?.getTime() ?? 0;
  const from = Math.max(at, away, absent !== null && absent[0] <= at && at < absent[1] ? absent[1] : 0);
  return shifts.nextOpening(new Date(from))?.getTime() ?? from;
}
