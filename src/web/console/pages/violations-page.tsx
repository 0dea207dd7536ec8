import type { JSX } from 'preact';
import { CompanyTabs } from '../components/company-tabs.tsx';
import { PageFrame } from '../components/page-frame.tsx';
import { usePage } from '../page.ts';

export function ViolationsPage(): JSX.Element {
  const { say } = usePage();
  return (
    <PageFrame name="violations" title={say('company.violations')} tools={<CompanyTabs here="violations" />}>
      {null}
    </PageFrame>
  );
}
