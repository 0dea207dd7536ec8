import { paymentsNamed } from '../db/clients/commission.ts';
import { amountsOf } from '../db/clients/payments.ts';
import { termsOf } from '../domain/product-line.ts';
import { feedClients } from './client-flow.ts';
import { postCommission } from './commission.ts';
import { clientsOf, type FactBase, FactRefused, factColumns, invoicedAs, type Kept, keepFacts, type Named } from './facts.ts';
import type { ClientTx } from './recorded.ts';

export interface NewPayment extends FactBase {
  readonly client: Named;
  readonly productLine: string;
  readonly kind: string;
  /** minor units; of a correction what is right instead, 0 cancels */
  readonly amount: number;
  readonly currency: string;
  /** the company's own id of the deal it is for */
  readonly deal: string | null;
  /** the company's own id of the payment it corrects */
  readonly corrects: string | null;
  /** number of the invoice it pays; absent: nobody says */
  readonly invoice?: string | null;
}

/** Records payments, and corrections of earlier ones: the commission follows at once, by lines of its own (R18). Throws `FactRefused`. */
export async function recordPayments(ctx: ClientTx, payments: readonly NewPayment[]): Promise<readonly Kept[]> {
  const clients = await clientsOf(
    ctx,
    payments.map(({ client }) => client),
    true,
  );
  const plain = payments.flatMap((each, index) => (each.corrects === null ? [{ each, index }] : []));
  const corrections = payments.flatMap((each, index) => (each.corrects === null ? [] : [{ each, index }]));
  const kept: Kept[] = [];
  // A correction may come together with the payment it corrects.
  for (const part of [plain, corrections]) {
    const recorded = await recordPart(ctx, part, clients);
    part.forEach(({ index }, i) => {
      const one = recorded[i];
      if (one !== undefined) kept[index] = one;
    });
  }
  return kept;
}

interface Placed {
  readonly each: NewPayment;
  readonly index: number;
}

async function recordPart(ctx: ClientTx, part: readonly Placed[], clients: readonly string[]): Promise<readonly Kept[]> {
  if (part.length === 0) return [];
  const known = await paymentsNamed(
    ctx.tx,
    part.flatMap(({ each }) => each.deal ?? []),
    part.flatMap(({ each }) => each.corrects ?? []),
  );
  const rows = await Promise.all(
    part.map(async ({ each, index }) => {
      const { productLine, kind, amount, currency, deal, corrects, invoice = null, ...base } = each;
      const clientId = clients[index] ?? '';
      const of = deal === null ? undefined : known.deals.find(({ externalId }) => externalId === deal);
      if (deal !== null && of?.clientId !== clientId) throw new FactRefused('deal-not-found', index);
      const right = corrects === null ? undefined : known.payments.find(({ externalId }) => externalId === corrects);
      if (corrects !== null && (right?.clientId !== clientId || right.productLine !== productLine))
        throw new FactRefused('payment-not-found', index);
      if (right !== undefined && right.currency !== currency) throw new FactRefused('currency-differs', index);
      const what = { clientId, productLine, kind, amount, currency, dealId: of?.id ?? null, correctsId: right?.root ?? null };
      return { ...(await factColumns(ctx, base, invoicedAs(what, invoice))), ...what, invoice };
    }),
  );
  const amounts = await amountsOf(
    ctx.tx,
    rows.flatMap(({ correctsId }) => correctsId ?? []),
  );
  const { kept, fresh } = await keepFacts(ctx, 'payment', rows);
  await feedClients(ctx, feedsOf(ctx, fresh, amounts));
  await postCommission(ctx, fresh);
  return kept;
}

type Row = Parameters<typeof keepFacts<'payment'>>[2][number];

/** Counts for the initial period what becomes a payment, or is none any more. */
function feedsOf(ctx: ClientTx, fresh: readonly Row[], amounts: Map<string, number>): Parameters<typeof feedClients>[1] {
  return fresh
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .flatMap(({ clientId, productLine, kind, amount, correctsId, at }) => {
      const before = correctsId === null ? 0 : (amounts.get(correctsId) ?? 0);
      if (correctsId !== null) amounts.set(correctsId, amount);
      if ((before === 0) === (amount === 0)) return [];
      const rule = termsOf(ctx.policy.productLines, productLine).handover;
      const count = amount === 0 ? (-1 as const) : (1 as const);
      return [{ client: clientId, event: { type: 'payment' as const, line: productLine, rule, kind, count }, at }];
    });
}
