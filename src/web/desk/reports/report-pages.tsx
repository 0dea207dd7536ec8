import type { JSX } from 'preact';
import { assignmentsPlan } from './assignments-plan.ts';
import { Funnel } from './funnel.tsx';
import { funnelPlan } from './funnel-plan.ts';
import { ReportPage } from './report-page.tsx';
import { responsePlan } from './response-plan.ts';
import { specialistsPlan } from './specialists-plan.ts';
import { ViolationsList } from './violations-list.tsx';
import { violationsPlan } from './violations-plan.ts';

/** The page of a report, by its name. */
export function ReportPages({
  name,
}: {
  readonly name: 'response' | 'assignments' | 'violations' | 'specialists' | 'funnel';
}): JSX.Element {
  switch (name) {
    case 'response':
      return <ReportPage key={name} plan={responsePlan} />;
    case 'assignments':
      return <ReportPage key={name} plan={assignmentsPlan} />;
    case 'specialists':
      return <ReportPage key={name} plan={specialistsPlan} />;
    case 'funnel':
      return (
        <ReportPage key={name} plan={funnelPlan}>
          <Funnel />
        </ReportPage>
      );
    case 'violations':
      return (
        <ReportPage key={name} plan={violationsPlan}>
          <ViolationsList />
        </ReportPage>
      );
  }
}
