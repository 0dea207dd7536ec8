import { demandContacts, demandStaff } from './demand.ts';
import { clientsOf, type FactBase, factColumns, type Kept, keepFacts, type Named } from './facts.ts';
import type { ClientTx } from './recorded.ts';

export const outreachMeans = ['call', 'email', 'message', 'visit'] as const;

export interface NewOutreach extends FactBase {
  /** null: only a contact is named */
  readonly client: Named | null;
  readonly contact: string | null;
  readonly specialist: string;
  readonly means: (typeof outreachMeans)[number];
}

/** What a record of somebody known leaves out. */
const blank = {
  closerId: null,
  person: null,
  organisation: null,
  organisationKey: null,
  phone: null,
  email: null,
  telegram: null,
  note: null,
  correctsId: null,
  withdrawn: false,
  conversationId: null,
  cameAt: null,
};

/** Records that sales called or wrote to somebody first: they are this salesperson's until the first deal (R5). Throws `FactRefused`. */
export async function recordOutreach(ctx: ClientTx, outreach: readonly NewOutreach[]): Promise<readonly Kept[]> {
  await demandStaff(
    ctx,
    outreach.map(({ specialist }) => specialist),
  );
  await demandContacts(
    ctx,
    outreach.map(({ contact }) => contact),
  );
  const named = outreach.flatMap(({ client }, index) => (client === null ? [] : [{ client, index }]));
  const clients = await clientsOf(
    ctx,
    named.map(({ client }) => client),
  );
  const clientAt = new Map(named.map(({ index }, i) => [index, clients[i] ?? null]));
  const rows = await Promise.all(
    outreach.map(async ({ contact, specialist, means, client: _, ...base }, i) => {
      const what = { clientId: clientAt.get(i) ?? null, contactId: contact, specialistId: specialist, means };
      return { ...(await factColumns(ctx, base, what)), ...what, ...blank };
    }),
  );
  return (await keepFacts(ctx, 'outreach', rows)).kept;
}
