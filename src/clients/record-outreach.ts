import { demandContacts, demandStaff } from './demand.ts';
import { clientsOf, type Kept, keepFacts, type Named, type Told, toldColumns } from './facts.ts';
import type { Hand } from './recorded.ts';

export const outreachMeans = ['call', 'email', 'message', 'visit'] as const;

export interface NewOutreach extends Told {
  /** null: only a contact is named */
  readonly client: Named | null;
  readonly contact: string | null;
  readonly specialist: string;
  readonly means: (typeof outreachMeans)[number];
}

/** Sales called or wrote to somebody first: they are this salesperson's until the first deal (R5). Throws `FactRefused`. */
export async function tellOutreach(hand: Hand, outreach: readonly NewOutreach[]): Promise<readonly Kept[]> {
  await demandStaff(
    hand,
    outreach.map(({ specialist }) => specialist),
  );
  await demandContacts(
    hand,
    outreach.map(({ contact }) => contact),
  );
  const named = outreach.flatMap(({ client }, index) => (client === null ? [] : [{ client, index }]));
  const clients = await clientsOf(
    hand,
    named.map(({ client }) => client),
  );
  const clientAt = new Map(named.map(({ index }, i) => [index, clients[i] ?? null]));
  const rows = await Promise.all(
    outreach.map(async ({ contact, specialist, means, client: _, ...told }, i) => {
      const what = { clientId: clientAt.get(i) ?? null, contactId: contact, specialistId: specialist, means };
      return { ...(await toldColumns(hand, told, what)), ...what };
    }),
  );
  return (await keepFacts(hand, 'outreach', rows)).kept;
}
