import { feedClients } from './client-flow.ts';
import { clientsOf, type FactBase, factColumns, type Kept, keepFacts, type Named } from './facts.ts';
import type { ClientTx } from './recorded.ts';

export interface NewUsage extends FactBase {
  readonly client: Named;
  readonly productLine: string;
  readonly quantity: number;
}

/** Records signs of use (R21): a dormant client is awake again. Many at once are one sign. Throws `FactRefused`. */
export async function recordUsage(ctx: ClientTx, signs: readonly NewUsage[]): Promise<readonly Kept[]> {
  const clients = await clientsOf(
    ctx,
    signs.map(({ client }) => client),
    true,
  );
  const rows = await Promise.all(
    signs.map(async ({ productLine, quantity, client: _, ...base }, i) => {
      const what = { clientId: clients[i] ?? '', productLine, quantity };
      return { ...(await factColumns(ctx, base, what)), ...what };
    }),
  );
  const { kept, fresh } = await keepFacts(ctx, 'usage', rows);
  const woken = new Map(fresh.map((each) => [each.clientId, each.at]));
  await feedClients(
    ctx,
    [...woken].map(([client, at]) => ({ client, event: { type: 'usage' }, at })),
  );
  return kept;
}
