import { insertLines, lineBook } from '../db/clients/commission.ts';
import { commissionOf } from '../domain/commission.ts';
import type { ClientTx } from './recorded.ts';

/**
 * Posts to the ledger of clients' product lines what their payments come to (R18): a payment without a line gets one, one whose
 * commission is another by now gets a further line with the difference. The clients' rows are locked by the caller.
 */
export async function postCommission(
  ctx: ClientTx,
  facts: readonly { readonly clientId: string; readonly productLine: string }[],
): Promise<void> {
  const lines = new Map(facts.map(({ clientId, productLine }) => [`${clientId} ${productLine}`, { clientId, productLine }]));
  for (const { clientId, productLine } of lines.values()) await postLines(ctx, clientId, productLine);
}

async function postLines({ tx, now, newId, calendar }: ClientTx, clientId: string, productLine: string): Promise<void> {
  const book = await lineBook(tx, clientId, productLine);
  if (book === null) return;
  const rated = new Map(commissionOf(book.terms, book.deals, book.payments, calendar).map((each) => [each.payment, each]));
  await insertLines(
    tx,
    book.payments.flatMap((payment) => {
      const due = rated.get(payment.id);
      // Nobody of sales ever had the client: nobody earns on it.
      if (due === undefined || payment.specialist === null) return [];
      const amount = due.amount - payment.paid;
      if (payment.lines > 0 && amount === 0) return [];
      const { rule, ordinal, rate, rateBefore, rateAfter } = due;
      const of = { paymentId: payment.id, n: payment.lines + 1, specialistId: payment.specialist, clientId, productLine };
      const why = { rule, ordinal, rate, rateBefore, rateAfter };
      return [
        {
          id: newId<'commission-line'>(),
          ...of,
          amount,
          currency: payment.currency,
          base: payment.amount,
          ...why,
          // A month that was reported once stays as it was: what comes later counts later.
          at: payment.lines === 0 || payment.at > now ? payment.at : now,
          createdAt: now,
        },
      ];
    }),
  );
}
