import { type QuestionCount, type QuestionFilter, type QuestionsRead, questionsBehind, questionsRead } from '../db/reports/questions.ts';
import { columnOf } from './facts-report.ts';
import { filled, filterOf, inOrder } from './of-facts.ts';
import type { Answer, Dimension, Evidence, Question, Report, ReportDeps, Row, Unit, Values } from './report.ts';

interface TreeColumn {
  readonly key: string;
  readonly unit: Unit;
  readonly of: QuestionCount;
  /** a share of these; absent: a count */
  readonly among?: QuestionCount;
}

const treeColumns: readonly TreeColumn[] = [
  { key: 'asked.n', unit: 'count', of: 'n' },
  { key: 'asked.answered', unit: 'count', of: 'answered' },
  { key: 'asked.answeredShare', unit: 'share', of: 'answered', among: 'n' },
  { key: 'asked.left', unit: 'count', of: 'left' },
  { key: 'asked.person', unit: 'count', of: 'person' },
  { key: 'asked.otherwise', unit: 'count', of: 'otherwise' },
  { key: 'asked.open', unit: 'count', of: 'open' },
  { key: 'leaf.n', unit: 'count', of: 'ended' },
  { key: 'leaf.share', unit: 'share', of: 'ended', among: 'n' },
  { key: 'served.n', unit: 'count', of: 'served' },
  { key: 'deals.n', unit: 'count', of: 'bought' },
  { key: 'deals.share', unit: 'share', of: 'bought', among: 'n' },
];

/** How strangers came through the questions, where that led, and what came of it (R2, R3). */
export const tree: Report = {
  key: 'tree',
  by: ['tree', 'question', 'answer', 'leaf', 'department', 'specialist', 'channel', 'day', 'week', 'month'],
  columns: () => treeColumns.map(columnOf),
  answer: answerOfTree,
  async evidence(deps, question, metric, page) {
    const column = treeColumns.find(({ key }) => key === metric);
    if (column === undefined) return null;
    const filter = questionFilter(deps, question);
    if (filter === null) return { rows: [], total: 0 };
    const { rows, total } = await questionsBehind(deps.db, filter, column.of, page);
    const keyOf = (id: string) => deps.company.departments.find((each) => each.id === id)?.key ?? null;
    return {
      total,
      rows: rows.map(
        ({ at, conversation, client, department, specialist, outcome, tree: version, question: asked, answer, leaf }): Evidence => ({
          ...{ at, conversation, client, department: keyOf(department), specialist, state: outcome },
          details: { tree: version, question: asked, answer, leaf },
        }),
      ),
    };
  },
};

async function answerOfTree(deps: ReportDeps, question: Question): Promise<Answer> {
  const filter = questionFilter(deps, question);
  const [total] = filter === null ? [] : await questionsRead(deps.db, filter, new Set());
  const found = filter === null || question.by.length === 0 ? [] : await questionsRead(deps.db, filter, new Set(question.by));
  const rows = new Map<string, Row>();
  const put = (by: Row['by'], read?: QuestionsRead) => rows.set(JSON.stringify(by), { by, values: valuesOf(read) });
  for (const by of filled(question)) put(by);
  for (const read of found) put(Object.fromEntries(question.by.map((each) => [each, told(deps, read, each)])), read);
  return { rows: inOrder([...rows.values()]), total: valuesOf(total) };
}

function questionFilter({ company }: ReportDeps, question: Question): QuestionFilter | null {
  const found = filterOf(company, [], question);
  if (found === null) return null;
  const { from, until, origins, only } = found;
  const own = (['tree', 'question', 'answer', 'leaf'] as const).flatMap((each) => {
    const value = question.filter[each];
    return value === undefined ? [] : [[each, [value === 'none' ? '' : value]]];
  });
  return { from, until, origins, only: { ...only, ...Object.fromEntries(own) } };
}

function told({ company }: ReportDeps, read: QuestionsRead, dimension: Dimension): string | null {
  if (dimension === 'department') return company.departments.find(({ id }) => id === read.department)?.key ?? null;
  const value = (read as Readonly<Partial<Record<Dimension, string>>>)[dimension] ?? '';
  return value === '' ? null : value;
}

function valuesOf(read: QuestionsRead | undefined): Values {
  return Object.fromEntries(
    treeColumns.map(({ key, of, among }) => {
      const value = read?.[of] ?? 0;
      if (among === undefined) return [key, value];
      const whole = read?.[among] ?? 0;
      return [key, whole === 0 ? null : value / whole];
    }),
  );
}
