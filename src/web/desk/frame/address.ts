export const pages = [
  'desk',
  'search',
  'client',
  'tasks',
  'handovers',
  'coverage',
  'snippets',
  'people',
  'cover',
  'company',
  'policy',
  'tree',
  'now',
  'response',
  'assignments',
  'specialists',
  'funnel',
  'violations',
  'plan',
  'payments',
  'audit',
  'keys',
  'webhooks',
] as const;
export type PageName = (typeof pages)[number];

export const views = ['mine', 'stand-in', 'queue', 'all'] as const;
export type View = (typeof views)[number];

export const statusFilters = ['open', 'resolved', 'closed', 'any'] as const;
export type StatusFilter = (typeof statusFilters)[number];

export const filterNames = ['department', 'person', 'channel', 'size', 'topic', 'waiting'] as const;
/** What the list of conversations is narrowed to. */
export type Filters = Readonly<Partial<Record<(typeof filterNames)[number], string>>>;

/** Where on the desk one is; lives in the address, so that a reload and a shared link lead to the same. */
export interface Address {
  readonly page: PageName;
  readonly view: View;
  readonly status: StatusFilter;
  readonly filters: Filters;
  readonly conversation: string | null;
  /** on a narrow screen: the client's card lies over the thread */
  readonly panel: 'card' | null;
  /** what the other pages keep in the address: the words of a search, the order of a table */
  readonly query: Readonly<Record<string, string>>;
}

export const startAddress: Address = {
  page: 'desk',
  view: 'mine',
  status: 'open',
  filters: {},
  conversation: null,
  panel: null,
  query: {},
};

/** Tells whether the page stands on a screen on the wall: large, dark, and looked at by everybody. */
export const isOnWall = ({ page, query }: Pick<Address, 'page' | 'query'>): boolean => page === 'now' && query['screen'] === 'wall';

const among = <T extends string>(all: readonly T[], value: string | null, otherwise: T): T =>
  all.find((each) => each === value) ?? otherwise;

/** Anything unknown in the address falls back to the start: my open conversations. */
export function readAddress(search: string): Address {
  const params = new URLSearchParams(search);
  const page = among(pages, params.get('page'), 'desk');
  if (page !== 'desk') {
    const query = Object.fromEntries([...params].filter(([name, value]) => name !== 'page' && /^[a-z]{1,20}$/.test(name) && value !== ''));
    return { ...startAddress, page, query };
  }
  const conversation = params.get('c') || null;
  return {
    ...startAddress,
    view: among(views, params.get('view'), 'mine'),
    status: among(statusFilters, params.get('status'), 'open'),
    filters: Object.fromEntries(filterNames.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : []))),
    conversation,
    panel: conversation !== null && params.get('panel') === 'card' ? 'card' : null,
  };
}

export function writeAddress(address: Address): string {
  if (address.page !== 'desk') return `?${new URLSearchParams({ page: address.page, ...withoutEmpty(address.query) })}`;
  const params = new URLSearchParams({ view: address.view });
  if (address.status !== 'open') params.set('status', address.status);
  for (const [name, value] of Object.entries(withoutEmpty(address.filters))) params.set(name, value);
  if (address.conversation !== null) params.set('c', address.conversation);
  if (address.conversation !== null && address.panel !== null) params.set('panel', address.panel);
  return `?${params}`;
}

const withoutEmpty = (query: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));

/** Two places that show the same list of conversations. */
export const sameList = (one: Address, other: Address): boolean =>
  one.view === other.view && one.status === other.status && filterNames.every((name) => one.filters[name] === other.filters[name]);
