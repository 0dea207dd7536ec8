import { feedClients } from './client-flow.ts';
import { clientsOf, type Kept, keepFacts, type Named, type Told, toldColumns } from './facts.ts';
import type { Hand } from './recorded.ts';

export interface NewUsage extends Told {
  readonly client: Named;
  readonly productLine: string;
  readonly quantity: number;
}

/** Signs of use (R21): a dormant client is awake again. Many at once are one sign. Throws `FactRefused`. */
export async function tellUsage(hand: Hand, signs: readonly NewUsage[]): Promise<readonly Kept[]> {
  const clients = await clientsOf(
    hand,
    signs.map(({ client }) => client),
  );
  const rows = await Promise.all(
    signs.map(async ({ productLine, quantity, client: _, ...told }, i) => {
      const what = { clientId: clients[i] ?? '', productLine, quantity };
      return { ...(await toldColumns(hand, told, what)), ...what };
    }),
  );
  const { kept, fresh } = await keepFacts(hand, 'usage', rows);
  const woken = new Map(fresh.map((each) => [each.clientId, each.at]));
  await feedClients(
    hand,
    [...woken].map(([client, at]) => ({ client, event: { type: 'usage' }, at })),
  );
  return kept;
}
