import type { Me } from '../../../http/desk/people/me.ts';
import type { DeskTextKey } from '../../../texts/desk.ts';
import type { IconName } from '../kit/icon.tsx';
import type { Address, PageName } from './address.ts';

type Right = keyof Me['reach'];

/** A page as the sections above it name it. */
export interface Tab {
  /** its hook */
  readonly name: string;
  readonly page: PageName;
  readonly query?: Address['query'];
  readonly words: DeskTextKey;
  /** what one must be allowed at least for oneself, for the page to be of any use; absent: nothing */
  readonly right?: Right;
}

/** What people do at the desk: a stop of the rail, with the pages it is done on. */
export interface Stop {
  readonly name: 'desk' | 'clients' | 'tasks' | 'reports' | 'team' | 'rules' | 'settings';
  readonly icon: IconName;
  readonly keys?: string;
  readonly tabs: readonly Tab[];
  /** pages one comes to from others, under this stop all the same */
  readonly holds?: readonly PageName[];
}

const stops: readonly Stop[] = [
  { name: 'desk', icon: 'inbox', keys: 'g i', tabs: [{ name: 'desk', page: 'desk', words: 'nav.desk' }] },
  {
    name: 'clients',
    icon: 'search',
    keys: 'g s',
    holds: ['client'],
    tabs: [
      { name: 'search', page: 'search', words: 'tab.search' },
      { name: 'handovers', page: 'handovers', words: 'tab.handovers' },
      { name: 'coverage', page: 'coverage', words: 'tab.coverage' },
    ],
  },
  { name: 'tasks', icon: 'tasks', keys: 'g t', tabs: [{ name: 'tasks', page: 'tasks', words: 'nav.tasks' }] },
  {
    name: 'reports',
    icon: 'chart',
    keys: 'g r',
    tabs: [
      { name: 'now', page: 'now', words: 'tab.now', right: 'report.see' },
      { name: 'response', page: 'response', words: 'tab.response', right: 'report.see' },
      { name: 'assignments', page: 'assignments', words: 'tab.assignments', right: 'report.see' },
      { name: 'specialists', page: 'specialists', words: 'tab.specialists', right: 'report.see' },
      { name: 'violations', page: 'violations', words: 'tab.violations', right: 'report.see' },
      { name: 'funnel', page: 'funnel', words: 'tab.funnel', right: 'policy.see' },
      { name: 'plan', page: 'plan', words: 'tab.plan', right: 'report.see' },
      { name: 'payments', page: 'payments', words: 'tab.payments', right: 'report.see' },
    ],
  },
  {
    name: 'team',
    icon: 'people',
    keys: 'g p',
    tabs: [
      { name: 'people', page: 'people', words: 'tab.people' },
      { name: 'cover', page: 'cover', words: 'tab.cover', right: 'cover.see' },
    ],
  },
  {
    name: 'rules',
    icon: 'rules',
    tabs: [
      { name: 'policy', page: 'policy', words: 'tab.policy', right: 'policy.see' },
      { name: 'tree', page: 'tree', words: 'tab.tree', right: 'policy.see' },
    ],
  },
  {
    name: 'settings',
    icon: 'settings',
    keys: 'g n',
    tabs: [
      { name: 'company', page: 'company', words: 'tab.company', right: 'policy.see' },
      { name: 'snippets', page: 'snippets', words: 'tab.snippets' },
      { name: 'audit', page: 'audit', words: 'tab.audit', right: 'audit.read' },
      { name: 'keys', page: 'keys', words: 'tab.keys', right: 'keys.manage' },
      { name: 'webhooks', page: 'webhooks', words: 'tab.webhooks', right: 'webhooks.manage' },
    ],
  },
];

/** Lists the stops somebody is led to, each with the pages they may see. */
export function stopsFor(reach: Me['reach'] | null): readonly Stop[] {
  const sees = ({ right }: Tab): boolean => right === undefined || (reach !== null && reach[right] !== 'none');
  return stops.map((stop) => ({ ...stop, tabs: stop.tabs.filter(sees) })).filter(({ tabs }) => tabs.length > 0);
}

/** Returns the stop a page belongs to; undefined: one the viewer is not led to. */
export function stopOf(all: readonly Stop[], page: PageName): Stop | undefined {
  return all.find(({ tabs, holds = [] }) => holds.includes(page) || tabs.some((each) => each.page === page));
}

/** Tells whether an address is the tab's: its page, and the words of its query where it has such. */
export function isAt({ page, query = {} }: Tab, address: Address): boolean {
  return page === address.page && Object.entries(query).every(([name, value]) => address.query[name] === value);
}
