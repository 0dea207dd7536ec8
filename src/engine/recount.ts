import { conversationsWithLogs, recounts, type StoredConversation } from '../db/conversations/recount.ts';
import type { Queries } from '../db/db.ts';
import { canonical } from '../domain/canonical.ts';
import type { FlowState } from '../domain/decision.ts';
import { violationsOf } from '../domain/violation.ts';
import type { Company } from './company.ts';
import { replay } from './replay.ts';

/** Something that two places of the database say differently. */
export interface Fault {
  readonly what: string;
  readonly where: unknown;
}

const page = 500;

/** Recounts everything the long way: the log against the states, messages against the log, the outbox against both, loads against what is open. */
export async function recount(db: Queries, company: Company): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  for (const [what, faulty] of Object.entries(recounts)) {
    for (const where of await faulty(db)) faults.push({ what, where });
  }
  for (let after: string | null = null; ; ) {
    const stored: StoredConversation[] = await conversationsWithLogs(db, after, page);
    for (const each of stored) {
      const what = faultOf(company, each);
      if (what !== null) faults.push({ what, where: each.id });
    }
    after = stored.at(-1)?.id ?? null;
    if (stored.length < page) return faults;
  }
}

function faultOf(company: Company, stored: StoredConversation): string | null {
  const flow = company.pinned(stored.flow, stored.flowVersion, stored.treeHash);
  const replayed = replay(flow, stored.log);
  // What an older version left and nobody has touched since is compared as the newest one would hold it.
  const state = flow.upgrade(stored.state as FlowState, stored.flowVersion);
  if (canonical(replayed) !== canonical(state)) return 'the log replays to another state';
  const counted = violationsOf(stored.log);
  if (canonical(counted) !== canonical(stored.lapsed)) return 'violations are others than the log has';
  const outline = flow.outline(state);
  const projected = { status: stored.status, department: stored.department, specialist: stored.specialistId, events: stored.events };
  const expected = { status: outline.status, department: outline.department, specialist: outline.specialist, events: stored.log.length };
  return canonical(projected) === canonical(expected) ? null : 'a projection differs from the state';
}
