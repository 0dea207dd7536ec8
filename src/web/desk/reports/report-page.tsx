import type { ComponentChildren, JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { Empty } from '../kit/empty.tsx';
import { Segments } from '../kit/segments.tsx';
import { ByChoice } from './by-choice.tsx';
import { Cards } from './cards.tsx';
import { Charts } from './charts.tsx';
import { Definitions } from './definitions.tsx';
import { Evidence } from './evidence.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { ExportLinks } from './export-links.tsx';
import { Freshness } from './freshness.tsx';
import { HeatTable } from './heat-table.tsx';
import { useNames } from './names.ts';
import type { ReportPlan } from './plan.ts';
import { type Question, readQuestion } from './question.ts';
import { FewNote, ReportTable } from './report-table.tsx';
import { ReportedContext, useReported } from './reported.ts';
import { Tools, useAsking } from './tools.tsx';
import { type Answered, useReport } from './use-report.ts';
import { useToday } from './use-today.ts';
import { useWords } from './words.ts';
import '../styles/report.css';

export interface ReportPageProps {
  readonly plan: ReportPlan;
  /** below the numbers: what else this page has, such as a list */
  readonly children?: ComponentChildren;
}

/** Shows a report: what is asked, the numbers of the whole, how they went, what they are made of. All of it stands in the address. */
export function ReportPage({ plan, children }: ReportPageProps): JSX.Element {
  const { state } = usePage();
  const { say } = useWords();
  const sees = useSees();
  const today = useToday();
  const question = readQuestion(state.address.query, today, sees === 'own' ? plan.usualOwn : plan.usual);
  const read = useReport(plan.report, question);
  return (
    <PageFrame name={plan.page} title={say(plan.title)} tools={<Tools plan={plan} question={question} sees={sees} />}>
      <Loaded read={read}>
        {(answered) => (
          <>
            <Freshness answer={answered.answer} read={read} />
            <Whole plan={plan} answered={answered} isBehind={read.isBehind} sees={sees}>
              {children}
            </Whole>
          </>
        )}
      </Loaded>
    </PageFrame>
  );
}

/** Tells whose numbers the viewer sees; whoever sees others' can choose whose. */
function useSees(): 'own' | 'others' {
  const { session } = usePage().state;
  return session.type === 'ready' && session.me.reach['report.see'] === 'own' ? 'own' : 'others';
}

interface WholeProps {
  readonly plan: ReportPlan;
  readonly answered: Answered;
  readonly isBehind: boolean;
  readonly sees: 'own' | 'others';
  readonly children: ComponentChildren;
}

function Whole({ plan, answered, isBehind, sees, children }: WholeProps): JSX.Element {
  const { state } = usePage();
  const names = useNames(answered.answer.people);
  const group = plan.groups.find((each) => each.name === state.address.query['group']) ?? plan.groups[0];
  if (group === undefined) return <></>;
  const hasNothing = Object.values(answered.answer.total).every((each) => each === null || each === 0);
  const isEmpty = hasNothing && answered.question.compare === null;
  return (
    <ReportedContext.Provider value={{ ...answered, plan, group, names, sees }}>
      <div class="report" aria-busy={isBehind}>
        {isEmpty ? (
          <Nothing question={answered.question} />
        ) : (
          <>
            <Cards />
            {plan.isFurtherFirst ? children : null}
            <Parts />
            {plan.list === undefined ? null : <EvidenceList metric={plan.list} />}
          </>
        )}
        {plan.isFurtherFirst && !isEmpty ? null : children}
        <Definitions />
      </div>
      <Evidence />
    </ReportedContext.Provider>
  );
}

/** What is drawn and listed of the group that was chosen. */
function Parts(): JSX.Element {
  const { say } = useWords();
  const { plan, group, question } = useReported();
  return (
    <>
      {plan.groups.length < 2 ? null : (
        <Segments label={say('groups')} name="group" chosen={group.name} all={plan.groups.map((each) => [each.name, say(each.title)])} />
      )}
      <Charts />
      <section>
        <div class="section-head">
          <h2>{say('table')}</h2>
          <span class="by-choice">
            <ByChoice />
            <ExportLinks question={question} />
          </span>
        </div>
        <ReportTable />
        <FewNote />
      </section>
      {group.heat.length === 0 ? null : <HeatTable />}
    </>
  );
}

/** Says that nothing happened, and what to do. */
function Nothing({ question }: { readonly question: Question }): JSX.Element {
  const { say } = useWords();
  const ask = useAsking();
  const set = Object.keys(question.filter);
  return (
    <Empty title={say('nothing')} text={say(set.length > 0 ? 'nothing.filters' : 'nothing.period')}>
      {set.length > 0 ? (
        <button
          type="button"
          class="button"
          data-testid="report-clear"
          onClick={() => ask(Object.fromEntries(set.map((each) => [each, ''])))}
        >
          {say('nothing.clear')}
        </button>
      ) : (
        <button type="button" class="button" onClick={() => ask({ period: 'lastquarter', from: '', until: '' })}>
          {say('period.lastquarter')}
        </button>
      )}
    </Empty>
  );
}
