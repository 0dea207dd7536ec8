import type { JSX } from 'preact';
import { CompanyTabs } from '../components/company-tabs.tsx';
import { PageFrame } from '../components/page-frame.tsx';
import { usePage } from '../page.ts';

export function TreePage(): JSX.Element {
  const { say } = usePage();
  return (
    <PageFrame name="tree" title={say('company.tree')} tools={<CompanyTabs here="tree" />}>
      {null}
    </PageFrame>
  );
}
