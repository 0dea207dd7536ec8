import type { JSX } from 'preact';
import type { PageName } from '../place.ts';
import { AuditPage } from './audit-page.tsx';
import { ClientPage } from './client-page.tsx';
import { CoverPage } from './cover-page.tsx';
import { CoveragePage } from './coverage-page.tsx';
import { HandoversPage } from './handovers-page.tsx';
import { KeysPage } from './keys-page.tsx';
import { PeoplePage } from './people-page.tsx';
import { PolicyPage } from './policy-page.tsx';
import { SearchPage } from './search-page.tsx';
import { SnippetsPage } from './snippets-page.tsx';
import { TasksPage } from './tasks-page.tsx';
import { TreePage } from './tree-page.tsx';
import { ViolationsPage } from './violations-page.tsx';

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
    case 'policy':
      return <PolicyPage />;
    case 'tree':
      return <TreePage />;
    case 'violations':
      return <ViolationsPage />;
    case 'audit':
      return <AuditPage />;
    case 'keys':
      return <KeysPage />;
  }
}
