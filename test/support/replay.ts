import { isDeepStrictEqual } from 'node:util';
import { flowOf } from '../../flows/index.ts';
import type { Tree } from '../../flows/tree.ts';
import type { Db } from '../../src/db/db.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { ConversationEvent } from '../../src/domain/event.ts';

interface Stored {
  readonly id: string;
  readonly flow: string;
  readonly version: number;
  readonly tree: Tree;
  readonly state: unknown;
  readonly status: string;
  readonly events: readonly ConversationEvent[];
}

export interface Replayed {
  readonly conversations: number;
  /** ids of those whose log gives another state than the stored one */
  readonly differ: readonly string[];
}

/** Folds every conversation's log again and compares it with what is stored: state, status, number of events. */
export async function replayAll(db: Db): Promise<Replayed> {
  const all = await db.query<Stored & { count: number }>(
    `select c.id, c.flow, c.flow_version as version, t.data as tree, c.state, c.status, c.events as count,
            (select json_agg(e.data order by e.n) from conversation_event e where e.conversation_id = c.id) as events
       from conversation c join question_tree t on t.hash = c.tree_hash`,
  );
  const differ = all.filter((each) => {
    const last = fold(each);
    return (
      last === null ||
      each.events.length !== each.count ||
      last.outline.status !== each.status ||
      !isDeepStrictEqual(plain(last.state), each.state)
    );
  });
  return { conversations: all.length, differ: differ.map((each) => each.id) };
}

function fold({ flow: name, version, tree, events }: Stored): Decision | null {
  const flow = flowOf(name, version, tree);
  let decision: Decision | null = null;
  for (const event of events) {
    if (event.type === 'opened') decision = flow.open(event);
    else if (event.type === 'migrated') decision = { state: event.snapshot, outline: flow.outline(event.snapshot), effects: [] };
    else if (decision !== null) decision = flow.step(decision.state, event);
  }
  return decision;
}

/** As the database gives it back. */
function plain(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state));
}
