import { emptyPlan, type Plan } from '../db/batch/plan.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Row<Key extends keyof Plan> = Plan[Key] extends readonly (infer Each)[] ? Each : never;

/** Lists whose rows are only ever added. */
const added = [
  'contacts',
  'identityLinks',
  'newWindows',
  'clients',
  'contactClients',
  'ownerships',
  'newConversations',
  'events',
  'messages',
  'refs',
  'newTurns',
  'newHolds',
  'snapshots',
  'assignments',
  'failedSearches',
  'outbox',
  'outboxEdits',
  'came',
  'moved',
  'metrics',
  'consents',
  'details',
  'proposals',
  'deadlines',
  'proposalWords',
  'tasks',
  'meetings',
  'slackQuestions',
  'answeredQuestions',
  'endedCalls',
] as const satisfies readonly (keyof Plan)[];

/** Lists that change rows: what names the row, and the list a row may have been added by. */
const changed = {
  windows: [({ id }: Row<'windows'>) => id, 'newWindows'],
  conversations: [({ id }: Row<'conversations'>) => id, 'newConversations'],
  edits: [(each: Row<'edits'>) => `${each.windowId} ${each.seq}`, 'messages'],
  answeredTurns: [({ id }: Row<'answeredTurns'>) => id, 'newTurns'],
  closedTurns: [({ id }: Row<'closedTurns'>) => id, 'newTurns'],
  endedHolds: [(each: Row<'endedHolds'>) => `${each.turnId} ${each.n}`, 'newHolds'],
  lapsedHolds: [(each: Row<'lapsedHolds'>) => `${each.turnId} ${each.n}`, 'newHolds'],
  proposalSteps: [({ id }: Row<'proposalSteps'>) => id, 'proposals'],
  rated: [({ id }: Row<'rated'>) => id, 'contacts'],
  loads: [(each: Row<'loads'>) => `${each.specialistId} ${each.departmentId}`, null],
  ratings: [(each: Row<'ratings'>) => each.conversationId, null],
  searchesAgain: [(each: Row<'searchesAgain'>) => `${each.conversationId} ${each.n} ${each.outcome}`, null],
} as const;

type Changed = keyof typeof changed;

/**
 * Puts what many submissions did together, as if one had done it: a row that was added and changed since is added as it is by now, one that
 * was changed twice is changed once. What comes out is committed like any other plan, in bulk.
 */
export function createGathering() {
  let whole = emptyPlan();

  const change = (key: Changed, row: Row<Changed>): void => {
    const [nameOf, addedBy] = changed[key] as unknown as readonly [(row: object) => string, keyof Plan | null];
    const name = nameOf(row);
    const isIt = (each: object) => nameOf(each) === name;
    const own = whole[key] as unknown as object[];
    const known = (addedBy === null ? undefined : (whole[addedBy] as unknown as object[]).findLast(isIt)) ?? own.findLast(isIt);
    if (known === undefined) own.push({ ...row });
    else overwrite(known, row);
  };

  return {
    add(plan: Plan): void {
      for (const key of added) (whole[key] as unknown[]).push(...plan[key]);
      for (const key of Object.keys(changed) as Changed[]) for (const row of plan[key]) change(key, row);
      for (const [place, timer] of plan.clearedTimers) {
        whole.timers.delete(place);
        whole.clearedTimers.set(place, timer);
      }
      for (const [place, timer] of plan.timers) {
        whole.clearedTimers.delete(place);
        whole.timers.set(place, timer);
      }
      for (const [conversation, client] of plan.renamed) whole.renamed.set(conversation, client);
      for (const [client, at] of plan.reconsidered) whole.reconsidered.set(client, at);
    },
    /** All there is, and nothing is left. */
    take(): Plan {
      const taken = whole;
      whole = emptyPlan();
      return taken;
    },
  };
}

/** Reserved units that a change leaves as they are stay so. */
function overwrite(known: object, row: object): void {
  const entries = Object.entries(row).filter(([key, value]) => !(key === 'caseUnits' && value === null));
  Object.assign(known as Mutable<object>, Object.fromEntries(entries));
}
