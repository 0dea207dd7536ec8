import type { JSX } from 'preact';
import { ReportPage } from './report-page.tsx';
import { responsePlan } from './response-plan.ts';

/** The page of a report, by its name. */
export function ReportPages({ name }: { readonly name: 'response' }): JSX.Element {
  switch (name) {
    case 'response':
      return <ReportPage key={name} plan={responsePlan} />;
  }
}
