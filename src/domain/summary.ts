import type { Presence } from './specialist.ts';

/** What may need a head this morning; numbers are of what they see. */
export interface SummaryFacts {
  readonly late: number;
  readonly people: readonly {
    readonly name: string;
    readonly presence: Presence;
    readonly backAt: Date | null;
    readonly waiting: number;
  }[];
  readonly queues: readonly { readonly department: string; readonly count: number }[];
  readonly channels: readonly { readonly channel: string; readonly since: Date }[];
  readonly uncovered: readonly { readonly name: string; readonly until: Date; readonly clients: number }[];
  readonly promisesBroken: number;
  readonly promisesToday: number;
  /** clients who owe for more than 30 days */
  readonly overdueLong: number;
  readonly handedOver: number;
  readonly meetingsUnsaid: number;
}

/** One thing that needs them. */
export type Need =
  | { readonly type: 'channel-down'; readonly channel: string; readonly since: Date }
  | { readonly type: 'late'; readonly count: number }
  | { readonly type: 'waits-for'; readonly name: string; readonly presence: Presence; readonly backAt: Date | null; readonly count: number }
  | { readonly type: 'queue'; readonly department: string; readonly count: number }
  | { readonly type: 'uncovered'; readonly name: string; readonly until: Date; readonly count: number }
  | {
      readonly type: 'promises-broken' | 'overdue' | 'handed-over' | 'meetings-unsaid' | 'promises-today';
      readonly count: number;
    };

/** So many things are told; more would not be read. */
export const mostNeeds = 3;

/**
 * Chooses the three things that need somebody most: first what keeps clients waiting at this moment, then what keeps them waiting soon, then
 * what was not done. What is alike is told largest first.
 */
export function needsOf(facts: SummaryFacts): readonly Need[] {
  const waits = facts.people.filter(({ presence, waiting }) => presence !== 'available' && waiting > 0);
  const counted = (type: Extract<Need, { count: number }>['type'], count: number): Need[] => (count > 0 ? [{ type, count } as Need] : []);
  return [
    ...facts.channels.map((each): Need => ({ type: 'channel-down', ...each })),
    ...counted('late', facts.late),
    ...waits
      .toSorted((a, b) => b.waiting - a.waiting || a.name.localeCompare(b.name))
      .map(({ name, presence, backAt, waiting }): Need => ({ type: 'waits-for', name, presence, backAt, count: waiting })),
    ...facts.queues
      .filter(({ count }) => count > 0)
      .toSorted((a, b) => b.count - a.count)
      .map((each): Need => ({ type: 'queue', ...each })),
    ...facts.uncovered
      .toSorted((a, b) => b.clients - a.clients)
      .map(({ name, until, clients }): Need => ({ type: 'uncovered', name, until, count: clients })),
    ...counted('promises-broken', facts.promisesBroken),
    ...counted('overdue', facts.overdueLong),
    ...counted('handed-over', facts.handedOver),
    ...counted('meetings-unsaid', facts.meetingsUnsaid),
    ...counted('promises-today', facts.promisesToday),
  ].slice(0, mostNeeds);
}
