import { createClient } from '../../../../src/clients/create-client.ts';
import { raiseOwnerProposals } from '../../../../src/clients/propose-owner.ts';
import { lockForOwner, setOwner } from '../../../../src/clients/set-owner.ts';
import { recount } from '../../../../src/engine/recount.ts';
import type { ClientCard } from '../../../../src/http/desk/clients/client-card.ts';
import type { ConversationList } from '../../../../src/http/desk/conversations/conversation-list.ts';
import type { Kind } from '../../../support/database.ts';
import { type DeskHand, type House, house, json, newId } from '../../house.ts';

export const hour = 3_600_000;

export interface GivenShown {
  readonly type: string;
  readonly change: string | null;
  readonly proposal: string | null;
}

/**
 * Olga and Pavel serve in the client department, which Hanna heads; Ivan and Sveta sell, Hugo heads sales; Dina directs, Ada runs the desk. `client` is
 * Olga's, a new one with every `begin`.
 */
export interface Giving {
  readonly home: House;
  client: string;
  hand(name: string): DeskHand;
  person(name: string): string;
  begin(): Promise<void>;
  give(by: string, name: string, department: string, more?: object): Promise<Response>;
  /** Ivan of sales is wished for; the proposal's id */
  proposed(by?: string, more?: object): Promise<string>;
  decide(by: string, id: string, verb: string, body?: object): Promise<Response>;
  /** owner's name by department */
  owners(): Promise<Record<string, string>>;
  statusOf(id: string): Promise<string | undefined>;
  /** what stands at somebody's "Tasks" */
  badge(name: string): Promise<number | undefined>;
  /** changes of owner that the client's card offers somebody to undo */
  undoable(name: string): Promise<string[]>;
  /** minutes go by */
  pass(minutes: number): void;
  /** a working day passes */
  lapse(): Promise<void>;
  /** closes the house once every portfolio is what its clients come to */
  close(): Promise<void>;
}

export async function openGiving(kind: Kind = 'pglite'): Promise<Giving> {
  const home = await house(
    {
      specialists: [
        { name: 'Olga' },
        { name: 'Pavel' },
        { name: 'Ivan', department: 'sales' },
        { name: 'Sveta', department: 'sales' },
        { name: 'Hanna', role: 'head', serves: false },
        { name: 'Hugo', role: 'head', department: 'sales', serves: false },
        { name: 'Dina', role: 'director', serves: false },
        { name: 'Ada', role: 'admin', serves: false },
      ],
      clients: [{ name: 'Mill', size: 'small', stage: 'served', owner: { client: 'Olga' } }],
      heads: { client: 'Hanna', sales: 'Hugo' },
    },
    {},
    kind,
  );
  const { db } = home.world;
  const hands = new Map<string, DeskHand>();
  for (const name of ['Olga', 'Pavel', 'Ivan', 'Hanna', 'Hugo', 'Dina', 'Ada']) hands.set(name, await home.signIn(name));
  const person = (name: string) => home.world.specialist(name);
  const giving: Giving = {
    home,
    client: '',
    hand: (name) => hands.get(name) as DeskHand,
    person,
    async begin() {
      giving.client = await db.transaction(async (tx) => {
        const {
          policy: { data: policy, version: policyVersion },
          calendar,
        } = home.engine.company();
        const ctx = { tx, now: home.world.clock.at, newId, policy, policyVersion, calendar, actor: { kind: 'system', id: null } } as const;
        const id = await createClient(ctx, { name: 'Bakery', size: 'small', stage: 'served', productLine: null, externalId: null });
        const made = await lockForOwner(ctx, { id });
        if (made !== null) await setOwner(ctx, made, { department: 'client', specialist: person('Olga'), reason: 'stated' });
        return id;
      });
    },
    give: (by, name, department, more = {}) =>
      giving
        .hand(by)
        .post(`/clients/${giving.client}/owner`, { department, specialist: person(name), reason: 'knows their trade', ...more }),
    proposed: async (by = 'Olga', more = {}) => (await json<GivenShown>(await giving.give(by, 'Ivan', 'sales', more))).proposal ?? '',
    decide: (by, id, verb, body = {}) => giving.hand(by).post(`/proposals/${id}/${verb}`, body),
    async owners() {
      const rows = await db.query<{ department: string; name: string }>(
        `select d.key as department, s.name from ownership o join department d on d.id = o.department_id join specialist s on s.id = o.specialist_id
          where o.client_id = $1::text::uuid and o.until is null`,
        [giving.client],
      );
      return Object.fromEntries(rows.map(({ department, name }) => [department, name]));
    },
    statusOf: async (id) => (await db.query<{ status: string }>(`select status from proposal where id = $1::text::uuid`, [id]))[0]?.status,
    badge: async (name) => (await json<ConversationList>(await giving.hand(name).get('/conversations'))).counts.tasks,
    async undoable(name) {
      const { owners } = await json<ClientCard>(await giving.hand(name).get(`/clients/${giving.client}`));
      return owners.flatMap(({ change }) => change ?? []);
    },
    pass(minutes) {
      home.world.clock.at = new Date(home.world.clock.at.getTime() + minutes * 60_000);
    },
    async lapse() {
      const { clock } = home.world;
      clock.at = new Date(clock.at.getTime() + 9 * hour);
      const log = { debug() {}, info() {}, warn() {}, error() {} };
      await raiseOwnerProposals({ db, now: () => clock.at, newId, log, live: home.live, company: home.engine.company }, 50);
    },
    async close() {
      const wrong = await recount(db, home.engine.company());
      await home.close();
      if (wrong.length > 0) throw new Error(`loads that do not add up: ${JSON.stringify(wrong)}`);
    },
  };
  return giving;
}
