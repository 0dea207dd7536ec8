import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { Loaded } from '../frame/page-frame.tsx';
import type { NextDraft, QuestionDraft, TreeDraft } from '../policy/tree-draft.ts';
import { Figure } from './figure.tsx';
import type { Row } from './order.ts';
import { useReported } from './reported.ts';
import { useReport } from './use-report.ts';
import { type TreeRead, useTree } from './use-tree.ts';
import { valueWords } from './value-words.ts';
import { useWords } from './words.ts';

interface Drawn {
  readonly tree: TreeDraft;
  readonly rows: readonly Row[];
  readonly leaves: readonly Row[];
  /** of all strangers: what bars are measured by */
  readonly most: number;
  readonly departmentOf: (key: string) => string;
}

/** Draws the questions that are asked now as the tree they are, with how many came along each of its branches. */
export function Funnel(): JSX.Element {
  const { say } = useWords();
  const read = useTree();
  return (
    <section class="report-list">
      <div class="section-head">
        <h2>{say('funnel')}</h2>
      </div>
      <p class="muted">{say('funnel.text')}</p>
      <Loaded read={read}>{(value) => (value === null ? null : <Whole read={value} />)}</Loaded>
    </section>
  );
}

function Whole({ read }: { readonly read: TreeRead }): JSX.Element {
  const { question, plan } = useReported();
  const asked = { ...question, filter: { ...question.filter, tree: read.hash }, compare: null };
  const answers = useReport(plan.report, { ...asked, by: ['question', 'answer'] });
  const leaves = useReport(plan.report, { ...asked, by: ['leaf'] });
  const { tree, departments } = read;
  const drawn: Drawn = {
    tree,
    rows: answers.value?.answer.rows ?? [],
    leaves: leaves.value?.answer.rows ?? [],
    most: answers.value?.answer.total['asked.n'] ?? 0,
    departmentOf: (key) => departments.find((each) => each.key === key)?.name ?? key,
  };
  return (
    <div class="funnel" aria-busy={answers.value === null || leaves.value === null} data-testid="funnel">
      <Asked id={tree.root} above={[]} drawn={drawn} />
    </div>
  );
}

interface AskedProps {
  readonly id: string;
  /** questions on the way here: none is drawn within itself */
  readonly above: readonly string[];
  readonly drawn: Drawn;
}

const sumOf = (rows: readonly Row[], key: string): number => rows.reduce((sum, { values }) => sum + (values[key] ?? 0), 0);

/** Draws a question, how many came to it and went there, and below it where each answer leads. */
function Asked({ id, above, drawn }: AskedProps): JSX.Element | null {
  const { language } = usePage();
  const { say } = useWords();
  const question = drawn.tree.questions[id];
  if (question === undefined || above.includes(id)) return null;
  const rows = drawn.rows.filter(({ by }) => by['question'] === id);
  const values = Object.fromEntries(['asked.n', 'asked.left', 'asked.person'].map((key) => [key, sumOf(rows, key)]));
  return (
    <div class="funnel-question" data-testid={`funnel-${id}`}>
      <p class="funnel-head">
        <strong dir="auto">{question.ask[language]}</strong>
        <span class="funnel-number">
          {say('funnel.came')} <Figure metric="asked.n" values={values} place={{ question: id }} />
        </span>
        {(['asked.left', 'asked.person'] as const).map((key) =>
          values[key] === 0 ? null : (
            <span key={key} class="funnel-number funnel-gone">
              {say(`funnel.${key}`)} <Figure metric={key} values={values} place={{ question: id }} />
            </span>
          ),
        )}
      </p>
      <ul>
        {answersOf(question, language)
          .filter(({ id: answer }) => answer !== 'skip' || rows.some(({ by }) => by['answer'] === answer))
          .map((each) => (
            <Answer key={each.id} answer={each} question={id} rows={rows} above={[...above, id]} drawn={drawn} />
          ))}
      </ul>
    </div>
  );
}

interface AnswerDrawn {
  readonly id: string;
  /** null: whatever was typed */
  readonly words: string | null;
  readonly next: NextDraft;
}

function answersOf(question: QuestionDraft, language: 'ru' | 'en'): readonly AnswerDrawn[] {
  if (question.kind === 'choice') return question.options.map(({ id, label, next }) => ({ id, words: label[language], next }));
  return [
    { id: 'typed', words: null, next: question.next },
    { id: 'skip', words: question.skip[language], next: question.next },
  ];
}

interface AnswerProps {
  readonly answer: AnswerDrawn;
  readonly question: string;
  readonly rows: readonly Row[];
  readonly above: readonly string[];
  readonly drawn: Drawn;
}

/** Draws a branch: how many took it, as a bar of all strangers, and what it leads to. */
function Answer({ answer, question, rows, above, drawn }: AnswerProps): JSX.Element {
  const wording = useWords();
  const { say } = wording;
  const { id, words, next } = answer;
  const row = rows.find(({ by }) => by['answer'] === id);
  const taken = row?.values['asked.n'] ?? 0;
  const whole = sumOf(rows, 'asked.n');
  return (
    <li>
      <p class="funnel-answer">
        <span dir="auto">{words ?? say('funnel.typed')}</span>
        <svg class="funnel-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <rect class="meter-track" width="100" height="6" />
          <rect class="meter-fill" width={drawn.most === 0 ? 0 : (taken / drawn.most) * 100} height="6" />
        </svg>
        <span class="funnel-number">
          <Figure metric="asked.n" values={row?.values ?? { 'asked.n': 0 }} place={{ question, answer: id }} />
          {whole === 0 ? null : <span class="muted"> {valueWords(wording, 'share', taken / whole)}</span>}
        </span>
      </p>
      {/* a text is typed or skipped, and goes on alike: what follows is drawn once */}
      {id === 'skip' ? null : 'question' in next ? (
        <Asked id={next.question} above={above} drawn={drawn} />
      ) : (
        <Leaf id={next.leaf} drawn={drawn} />
      )}
    </li>
  );
}

/** Says whose matter it is at the end of a branch, and how many became clients. */
function Leaf({ id, drawn }: { readonly id: string; readonly drawn: Drawn }): JSX.Element | null {
  const { t } = usePage();
  const { say } = useWords();
  const leaf = drawn.tree.leaves[id];
  const values = drawn.leaves.find(({ by }) => by['leaf'] === id)?.values ?? { 'leaf.n': 0, 'deals.n': 0 };
  if (leaf === undefined) return null;
  return (
    <p class="funnel-leaf">
      <span aria-hidden="true">→</span>
      <span>
        {drawn.departmentOf(leaf.jurisdiction)} <span class="muted">({t(`size.${leaf.size}`)})</span>
      </span>
      <span class="funnel-number">
        {say('funnel.ended')} <Figure metric="leaf.n" values={values} place={{ leaf: id }} />
      </span>
      <span class="funnel-number">
        {say('funnel.deals')} <Figure metric="deals.n" values={values} place={{ leaf: id }} />
      </span>
    </p>
  );
}
