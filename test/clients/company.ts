import { v7 } from 'uuid';
import type { PortfolioDeps } from '../../src/clients/deps.ts';
import { recordDeals } from '../../src/clients/record-deals.ts';
import { recordPayments } from '../../src/clients/record-payments.ts';
import type { ClientTx } from '../../src/clients/recorded.ts';
import type { NewId } from '../../src/domain/ids.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Log } from '../../src/engine/deps.ts';
import type { Kind } from '../support/database.ts';
import { type World, type WorldSpec, world } from '../support/world.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** From the second monthly payment a client of the line `subscription` is handed over; `project` after three months. */
export const withLines = (policy: Policy): Policy => ({
  ...policy,
  productLines: {
    subscription: { handover: { payment: { kind: 'monthly', nth: 2 } }, commission: { fullPercent: 10, bonusPercent: 2 } },
    project: { handover: { months: 3 }, commission: { fullPercent: 8, bonusPercent: 1 } },
  },
});

export interface Trade {
  readonly world: World;
  readonly deps: PortfolioDeps;
  /** as the engine `which` sees the same database */
  depsOf(engine: World['engine'], db: World['db']): PortfolioDeps;
  client(name: string): Promise<string>;
  /** carries something out as one transaction of a system of the company */
  act<Result>(work: (ctx: ClientTx) => Promise<Result>): Promise<Result>;
  deal(client: string, externalId: string, more?: object): Promise<void>;
  payment(client: string, externalId: string, more?: object): Promise<void>;
  one<Row>(statement: string): Promise<Row | undefined>;
  all<Row>(statement: string): Promise<Row[]>;
}

/** A company that sells and serves, with its clients' facts at hand. */
export async function trade(kind: Kind, spec: WorldSpec): Promise<Trade> {
  const own = await world(kind, { policy: withLines, ...spec });
  const { db, clock, engine } = own;
  const newId = v7 as NewId;
  const live = {
    publish: (hints: readonly World['hints'][number][]) => void own.hints.push(...hints),
    subscribe: () => () => {},
    close: async () => {},
  };
  const depsOf: Trade['depsOf'] = (of, on) => ({ db: on, now: () => clock.at, newId, log: silent, live, company: of.company });
  const act: Trade['act'] = (work) =>
    db.transaction((tx) => {
      const {
        policy: { data: policy, version: policyVersion },
        calendar,
      } = engine.company();
      return work({ tx, now: clock.at, newId, policy, policyVersion, calendar, actor: { kind: 'terminal', id: null } });
    });
  const idOf = async (name: string) => {
    const [row] = await db.query<{ id: string }>('select id from client where name = $1', [name]);
    if (row === undefined) throw new Error(`no client ${name}`);
    return row.id;
  };
  const told = async (client: string, externalId: string) => ({
    externalId,
    at: clock.at,
    client: { id: await idOf(client) },
    productLine: 'subscription',
    amount: 1000,
    currency: 'RUB',
  });
  return {
    world: own,
    deps: depsOf(engine, db),
    depsOf,
    client: idOf,
    act,
    deal: async (client, externalId, more = {}) => {
      const deal = { ...(await told(client, externalId)), specialist: null, unrepresentative: false, project: false, ...more };
      await act((ctx) => recordDeals(ctx, [deal]));
    },
    payment: async (client, externalId, more = {}) => {
      const payment = { ...(await told(client, externalId)), kind: 'monthly', deal: null, corrects: null, ...more };
      await act((ctx) => recordPayments(ctx, [payment]));
    },
    one: async <Row>(statement: string) => (await db.query<Row>(statement))[0],
    all: <Row>(statement: string) => db.query<Row>(statement),
  };
}
