import type { JSX } from 'preact';
import { ClientPage } from '../clients/client-page.tsx';
import { CoverPage } from '../people/cover-page.tsx';
import { KeysPage } from '../people/keys-page.tsx';
import { PeoplePage } from '../people/people-page.tsx';
import { CompanyPage } from '../policy/company-page.tsx';
import { PolicyPage } from '../policy/policy-page.tsx';
import { TreePage } from '../policy/tree-page.tsx';
import { AuditPage } from '../reports/audit-page.tsx';
import { CoveragePage } from '../reports/coverage-page.tsx';
import { HandoversPage } from '../reports/handovers-page.tsx';
import { WebhooksPage } from '../webhooks/webhooks-page.tsx';
import { SearchPage } from '../work/search-page.tsx';
import { SnippetsPage } from '../work/snippets-page.tsx';
import { TasksPage } from '../work/tasks-page.tsx';
import type { PageName } from './address.ts';
import { lazyPage } from './lazy-page.tsx';

/** Charts and what they need come when they are looked at: the inbox does not grow by them. */
const NowPage = lazyPage(async () => (await import('../now/now-page.tsx')).NowPage);
const PlanPage = lazyPage(async () => (await import('../plan/plan-page.tsx')).PlanPage);
const PaymentsPage = lazyPage(async () => (await import('../plan/payments-page.tsx')).PaymentsPage);
const ReportPages = lazyPage(async () => (await import('../reports/report-pages.tsx')).ReportPages);

/** The page of that name. */
export function Page({ name }: { readonly name: Exclude<PageName, 'desk'> }): JSX.Element {
  switch (name) {
    case 'search':
      return <SearchPage />;
    case 'client':
      return <ClientPage />;
    case 'tasks':
      return <TasksPage />;
    case 'handovers':
      return <HandoversPage />;
    case 'coverage':
      return <CoveragePage />;
    case 'snippets':
      return <SnippetsPage />;
    case 'people':
      return <PeoplePage />;
    case 'cover':
      return <CoverPage />;
    case 'company':
      return <CompanyPage />;
    case 'policy':
      return <PolicyPage />;
    case 'tree':
      return <TreePage />;
    case 'now':
      return <NowPage />;
    case 'response':
    case 'assignments':
    case 'specialists':
    case 'funnel':
    case 'violations':
      return <ReportPages name={name} />;
    case 'plan':
      return <PlanPage />;
    case 'payments':
      return <PaymentsPage />;
    case 'audit':
      return <AuditPage />;
    case 'keys':
      return <KeysPage />;
    case 'webhooks':
      return <WebhooksPage />;
  }
}
