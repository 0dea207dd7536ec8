import { z } from 'zod';
import { type FactShownRow, factHistory, lastCurrency } from '../../../db/clients/fact-history.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { Policy } from '../../../domain/policy.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { operation } from '../../operation.ts';
import { sample } from '../named.ts';
import { client, mayRecord } from './client.ts';
import { currencyOffered } from './currency-offered.ts';

const shown = {
  id: z.uuid(),
  at: z.iso.datetime(),
  /** whose deal or outreach it is, or who told of the payment; null: a system of the company */
  person: z.string().nullable(),
};
const sum = { productLine: z.string(), amount: z.int().describe('Minor units.'), currency: z.string() };

const factShown = z.discriminatedUnion('type', [
  z.object({ type: z.literal('deal'), ...shown, ...sum, unrepresentative: z.boolean() }),
  z.object({
    type: z.literal('payment'),
    ...shown,
    ...sum,
    kind: z.string(),
    corrects: z.boolean().describe('It puts an earlier payment right.'),
  }),
  z.object({ type: z.literal('outreach'), ...shown, means: z.string() }),
]);

/** What happened, the newest first, and what a form needs to tell of more. */
const facts = z.object({
  facts: z.array(factShown),
  more: z.boolean(),
  may: z.object({ deal: z.boolean(), payment: z.boolean(), outreach: z.boolean() }),
  lines: z.array(z.string()).describe('Product lines of the policy and of what was told before.'),
  kinds: z.array(z.string()).describe('Kinds of payment, likewise.'),
  currency: z.string().nullable().describe('The one to begin with: the client’s own, else the company’s.'),
});

export type FactShown = z.output<typeof factShown>;
export type Facts = z.output<typeof facts>;

const example: Facts = {
  facts: [
    {
      type: 'payment',
      id: sample.id(8),
      at: sample.at,
      person: 'Sonia',
      productLine: 'subscription',
      amount: 1_250_000,
      currency: 'RUB',
      kind: 'monthly',
      corrects: false,
    },
  ],
  more: false,
  may: { deal: true, payment: true, outreach: true },
  lines: ['subscription'],
  kinds: ['monthly'],
  currency: 'RUB',
};

const shownAtOnce = 50;

export const factOperations = [
  operation({
    method: 'get',
    path: '/desk/api/clients/:id/facts',
    access: session('client.see', client),
    tag: 'desk',
    summary: 'What happened with a client',
    description: 'Deals, payments and outreach, the newest 50 first, and what may be told by this viewer.',
    answer: { status: 200, words: 'The facts.', schema: facts.meta({ ref: 'DeskFacts' }), example },
    handle: (http, { viewer, object }) => factsOf(http, viewer, object.id),
  }),
] as const;

async function factsOf(http: Http, viewer: Viewer, client: string): Promise<Facts> {
  const [rows, may, currency] = await Promise.all([
    factHistory(http.db, client, shownAtOnce + 1),
    mayRecord(http, viewer, client),
    lastCurrency(http.db, client),
  ]);
  const policy = http.company().policy.data;
  return {
    facts: rows.slice(0, shownAtOnce).map(factInWords),
    more: rows.length > shownAtOnce,
    may,
    lines: distinct([...Object.keys(policy.productLines ?? {}), ...rows.map((each) => each.product_line)]),
    kinds: distinct([...kindsOf(policy), ...rows.map((each) => each.kind)]),
    currency: currencyOffered(http.company(), currency),
  };
}

function kindsOf({ productLines }: Policy): string[] {
  return Object.values(productLines ?? {}).flatMap(({ handover }) => ('payment' in handover ? [handover.payment.kind] : []));
}

const distinct = (all: readonly (string | null)[]): string[] => [...new Set(all.flatMap((each) => each ?? []))].toSorted();

function factInWords(row: FactShownRow): FactShown {
  const told = { id: row.id, at: row.at.toISOString(), person: row.person };
  const sum = { productLine: row.product_line ?? '', amount: row.amount ?? 0, currency: row.currency ?? '' };
  switch (row.type) {
    case 'deal':
      return { type: 'deal', ...told, ...sum, unrepresentative: row.unrepresentative ?? false };
    case 'payment':
      return { type: 'payment', ...told, ...sum, kind: row.kind ?? '', corrects: row.corrects };
    case 'outreach':
      return { type: 'outreach', ...told, means: row.means ?? '' };
  }
}
