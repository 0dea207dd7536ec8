import { changeClient } from '../clients/change-client.ts';
import type { PortfolioDeps } from '../clients/deps.ts';
import { clientTx } from '../clients/deps.ts';
import { recordDeals } from '../clients/record-deals.ts';
import { recordOutreach } from '../clients/record-outreach.ts';
import { recordPayments } from '../clients/record-payments.ts';
import { recordSchedules } from '../clients/record-schedules.ts';
import { lockForOwner } from '../clients/set-owner.ts';
import { portfolioChores } from '../clients/upkeep.ts';
import type { SizeClass } from '../domain/client.ts';
import type { ClientId } from '../domain/ids.ts';
import type { OldClient } from './cast.ts';
import { pickBy } from './chance.ts';
import { day, hour } from './life.ts';
import type { Random } from './random.ts';

/** What becomes of money, as it is to be: each comes into the books on the evening of its day. */
export interface Booked {
  readonly at: Date;
  readonly client: { readonly externalId: string } | { readonly id: string };
  readonly deal: { readonly specialist: string } | null;
  /** minor units */
  readonly amount: number;
  readonly externalId: string;
}

const [line, currency, monthly] = ['subscription', 'RUB', 'monthly'] as const;

/** a month's payment, in minor units */
const prices: Readonly<Record<SizeClass, number>> = {
  private: 90_000,
  small: 490_000,
  medium: 1_490_000,
  large: 4_900_000,
  key: 12_900_000,
};

export const priceOf = (size: SizeClass, random: Random) => Math.round((prices[size] * random.between(0.8, 1.6)) / 10_000) * 10_000;

/** Most pay on the day or before it, some some days later, few much later. */
const punctual = { early: 0.3, 'on-time': 0.48, late: 0.16, 'very-late': 0.06 } as const;
const daysOff = { early: [-3, -1], 'on-time': [0, 0.2], late: [2, 6], 'very-late': [8, 13] } as const;

/** How the clients from before pay in the past, all of them by its end. */
export interface Plan {
  readonly schedules: Parameters<typeof recordSchedules>[1];
  readonly booked: readonly Booked[];
}

export function planPayments(clients: readonly OldClient[], past: { from: Date; until: Date }, random: Random): Plan {
  const [from, until] = [past.from.getTime(), past.until.getTime()];
  const last = until - 4 * hour;
  const booked: Booked[] = [];
  const schedules = clients.map(({ externalId, size, stage, owner }, n) => {
    const amount = priceOf(size, random);
    const due = from + random.between(0.05, 0.95) * (until - from);
    const [soonest, latest] = daysOff[pickBy(random, punctual)];
    const at = new Date(Math.min(last, Math.max(from + hour, due + random.between(soonest, latest) * day)));
    const client = { externalId };
    // Those with sales bought a month ago, and the second payment hands them over (R17); the others paid for long.
    const bought = stage === 'initial' ? { specialist: owner.id } : null;
    for (const months of stage === 'initial' ? [1] : [2, 1])
      booked.push({ at: new Date(due - months * 30 * day), client, deal: bought, amount, externalId: `${externalId}-${months}` });
    booked.push({ at, client, deal: null, amount, externalId: `${externalId}-now` });
    // Nothing is expected after the past: it has no say in what is due from now on.
    const dates = [dayOf(due)];
    return {
      client,
      externalId: `${externalId}-schedule-${n}`,
      at: past.from,
      productLine: line,
      kind: monthly,
      recurrence: { dates },
      amount,
      currency,
      from: dayOf(from - 40 * day),
      until: dayOf(until),
      replaces: null,
    };
  });
  return { schedules, booked };
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Writes down what the clients from before are to pay. */
export async function openBooks(deps: PortfolioDeps, { schedules }: Plan): Promise<void> {
  await deps.db.transaction((tx) => recordSchedules(clientTx(deps, { kind: 'system', id: null }, tx), schedules));
}

/** What of it came until `at` is recorded, as the company's accounting would at the end of the day, and all that follows from it happens. */
export async function keepBooks(deps: PortfolioDeps, came: readonly Booked[]): Promise<void> {
  const inOrder = came.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const deals = inOrder.filter(({ deal }) => deal !== null);
  await deps.db.transaction(async (tx) => {
    const ctx = clientTx(deps, { kind: 'system', id: null }, tx);
    await recordDeals(
      ctx,
      deals.map(({ at, client, amount, externalId, deal }) => ({
        ...{ at, client, currency, productLine: line },
        ...{
          externalId: `${externalId}-deal`,
          amount: amount * 12,
          specialist: deal?.specialist ?? null,
          unrepresentative: false,
          project: false,
        },
      })),
    );
    await recordPayments(
      ctx,
      inOrder.map(({ at, client, amount, externalId, deal }) => ({
        ...{ at, client, amount, currency, productLine: line, kind: monthly, externalId, corrects: null },
        deal: deal === null ? null : `${externalId}-deal`,
      })),
    );
  });
  for (const { run } of portfolioChores(deps)) while (await run());
}

export async function noteOutreach(deps: PortfolioDeps, specialist: string, client: string, note: string): Promise<void> {
  await deps.db.transaction((tx) =>
    recordOutreach(clientTx(deps, { kind: 'specialist', id: specialist }, tx), [
      { externalId: null, at: deps.now(), client: { id: client }, contact: null, specialist, means: 'call', note },
    ]),
  );
}

/** They bought elsewhere: nobody looks after them any more. */
export async function lose(deps: PortfolioDeps, id: ClientId): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const ctx = clientTx(deps, { kind: 'system', id: null }, tx);
    const client = await lockForOwner(ctx, { id });
    if (client !== null) await changeClient(ctx, client, { stage: 'lost' });
  });
}
