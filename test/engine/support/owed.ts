import { expect } from 'vitest';
import { dueTimers } from '../../../src/db/turns/due.ts';
import type { SpecialistId } from '../../../src/domain/ids.ts';
import { recount } from '../../../src/engine/recount.ts';
import type { Outcome } from '../../../src/engine/submissions/submission.ts';
import type { Kind } from '../../support/database.ts';
import { type ClientHand, type World, type WorldSpec, world } from '../../support/world.ts';

export const minute = 60_000;

interface Hold {
  readonly who: string;
  readonly kind: string;
  readonly ended: string | null;
  readonly lapsed: boolean;
  /** from its beginning to its deadline */
  readonly minutes: number;
}

/** Anna, whose deputy is Boris, owns the clients; Vera is named by hand only. */
const annas: WorldSpec = {
  specialists: [
    { name: 'Anna', deputy: 'Boris' },
    { name: 'Boris' },
    { name: 'Vera', serves: false },
    { name: 'Head', role: 'head', serves: false },
  ],
  heads: { client: 'Head' },
  clients: Array.from({ length: 20 }, (_, i) => ({ name: `C${i}`, owner: { client: 'Anna' } })),
  policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 60 } } }),
};

/** A company in which answers are owed. */
export interface Owed {
  readonly w: World;
  /** one who has not written yet */
  client(): ClientHand;
  pass(minutes: number): void;
  /** fires what is due, as an engine's turn does */
  tick(): Promise<Outcome[]>;
  row(client: ClientHand): Promise<Awaited<ReturnType<World['conversations']>>[number]>;
  named(name: string): SpecialistId;
  holds(client: ClientHand): Promise<Hold[]>;
  /** what the desk itself said, with the name in it */
  told(client: ClientHand): Promise<(string | undefined)[][]>;
  owner(client: ClientHand): Promise<string[]>;
  close(): Promise<void>;
}

export async function owed(kind: Kind = 'postgres', spec: WorldSpec = annas): Promise<Owed> {
  const w = await world(kind, spec);
  let n = 0;
  return {
    w,
    client: () => w.contact(`C${n++}`),
    pass: (minutes) => {
      w.clock.at = new Date(w.clock.at.getTime() + minutes * minute);
    },
    tick: async () => {
      const due = await dueTimers(w.db, w.clock.at, 100);
      return Promise.all(due.map((each) => w.engine.submit({ type: 'timer-due', ...each })));
    },
    row: async ({ window }) => {
      const [found] = await w.conversations(window);
      if (found === undefined) throw new Error('no conversation');
      return found;
    },
    named: w.specialist,
    holds: ({ window }) =>
      w.db.query(
        `select s.name as who, h.kind, h.ended, h.lapsed_at is not null as lapsed,
           round(extract(epoch from h.due - h."from") / 60)::int as minutes
         from turn_hold h join turn t on t.id = h.turn_id join specialist s on s.id = h.specialist_id
         join conversation c on c.id = t.conversation_id where c.window_id = $1::text::uuid order by t.n, h.n`,
        [window],
      ),
    told: async ({ window }) =>
      (await w.thread(window)).filter((each) => each.author === 'system').map((each) => [each.body.key, each.body.params?.['name']]),
    owner: async ({ window }) => {
      const rows = await w.db.query<{ name: string }>(
        `select s.name from ownership o join specialist s on s.id = o.specialist_id where o.until is null
           and o.client_id = (select client_id from conversation where window_id = $1::text::uuid limit 1)`,
        [window],
      );
      return rows.map((each) => each.name);
    },
    close: async () => {
      expect(await recount(w.db, w.engine.company())).toEqual([]);
      await w.close();
    },
  };
}
