import type { LoadRead, LoadSum, WaitRead } from '../db/reports/loads.ts';
import { evenness } from '../domain/reports/evenness.ts';
import type { Unit } from './report.ts';

/** All that a row of loads is made of. */
export interface LoadSeen {
  /** how much time is counted */
  seconds: number;
  /** by person and department */
  readonly people: LoadRead[];
  /** evenness is that of people of one department */
  readonly isEvenAsked: boolean;
  /** null: the row is a person’s, who has no queue */
  readonly queue: { waited: number; most: number; wait: WaitRead | null } | null;
}

/** What stands behind a number: conversations that came to somebody, or were with them; clients that they owned; waits in a queue. */
export type LoadBehind =
  | { readonly type: 'came'; readonly isNew: boolean }
  | { readonly type: 'had' }
  | { readonly type: 'owned' }
  | { readonly type: 'waited'; readonly state: 'done' | 'unanswered' | 'open' | 'moved' | null };

export interface LoadColumn {
  readonly key: string;
  readonly unit: Unit;
  readonly behind: LoadBehind;
  value(seen: LoadSeen): number | null;
}

/** Below so many a comparison of people says nothing, nor does a p90. */
const least = 20;

const sumOf = ({ people }: LoadSeen, of: LoadSum): number => people.reduce((sum, each) => sum + each[of], 0);
const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function mean(key: string, behind: LoadBehind, ...of: readonly LoadSum[]): LoadColumn {
  return {
    key,
    unit: 'ratio',
    behind,
    value: (seen) =>
      ratio(
        of.reduce((sum, each) => sum + sumOf(seen, each), 0),
        seen.seconds,
      ),
  };
}

function share(key: string, behind: LoadBehind, of: LoadSum): LoadColumn {
  return { key, unit: 'share', behind, value: (seen) => ratio(sumOf(seen, of), sumOf(seen, 'capacity')) };
}

/** `of`: what one person had; `n`: of how many it is, so that few are not compared. */
function even(key: string, behind: LoadBehind, of: (each: LoadRead) => number, n: (seen: LoadSeen) => number): LoadColumn {
  return {
    key,
    unit: 'ratio',
    behind,
    value: (seen) => {
      if (!seen.isEvenAsked || n(seen) < least) return null;
      return evenness(byPerson(seen, of));
    },
  };
}

function byPerson({ people }: LoadSeen, of: (each: LoadRead) => number) {
  const burdens = new Map<string, { load: number; capacity: number }>();
  for (const each of people) {
    const burden = burdens.get(each.specialist) ?? { load: 0, capacity: 0 };
    burdens.set(each.specialist, burden);
    burden.load += of(each);
    burden.capacity += each.capacity;
  }
  return [...burdens.values()];
}

type Wait = Extract<LoadBehind, { readonly type: 'waited' }>['state'];

function waits(key: string, state: Wait, of: 'n' | 'found' | 'left' | 'waiting'): LoadColumn {
  return { key, unit: 'count', behind: { type: 'waited', state }, value: ({ queue }) => queue?.wait?.[of] ?? 0 };
}

const had: LoadBehind = { type: 'had' };
const owned: LoadBehind = { type: 'owned' };

export const loadColumns: readonly LoadColumn[] = [
  mean('conversations.open', had, 'conversations', 'otherConversations'),
  share('conversations.load', had, 'cases'),
  mean('conversations.ofOthers', had, 'otherConversations'),
  mean('places.left', had, 'places'),
  mean('portfolio.clients', owned, 'clients', 'otherClients'),
  share('portfolio.load', owned, 'portfolio'),
  mean('portfolio.ofOthers', owned, 'otherClients'),
  { key: 'gained.n', unit: 'count', behind: { type: 'came', isNew: false }, value: (seen) => sumOf(seen, 'gained') },
  { key: 'gained.new', unit: 'count', behind: { type: 'came', isNew: true }, value: (seen) => sumOf(seen, 'gainedNew') },
  even(
    'evenness.new',
    had,
    (each) => each.newCases,
    (seen) => sumOf(seen, 'gainedNew'),
  ),
  even(
    'evenness.owned',
    had,
    (each) => each.cases - each.newCases,
    (seen) => sumOf(seen, 'gained') - sumOf(seen, 'gainedNew'),
  ),
  even(
    'evenness.portfolio',
    owned,
    (each) => each.portfolio,
    (seen) => ratio(sumOf(seen, 'clients'), seen.seconds) ?? 0,
  ),
  {
    key: 'queue.length',
    unit: 'ratio',
    behind: { type: 'waited', state: null },
    value: ({ queue, seconds }) => (queue === null ? null : ratio(queue.waited, seconds)),
  },
  { key: 'queue.most', unit: 'count', behind: { type: 'waited', state: null }, value: ({ queue }) => queue?.most ?? 0 },
  waits('queue.n', null, 'n'),
  waits('queue.found', 'done', 'found'),
  waits('queue.left', 'unanswered', 'left'),
  waits('queue.waiting', 'open', 'waiting'),
  {
    key: 'queue.medianSeconds',
    unit: 'seconds',
    behind: { type: 'waited', state: 'done' },
    value: ({ queue }) => queue?.wait?.median ?? null,
  },
  {
    key: 'queue.p90Seconds',
    unit: 'seconds',
    behind: { type: 'waited', state: 'done' },
    value: ({ queue }) => (queue?.wait == null || queue.wait.found < least ? null : queue.wait.p90),
  },
];
