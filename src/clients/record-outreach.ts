import type { FactRows } from '../db/clients/facts.ts';
import { clientNames, type OutreachNamed, outreachNamed } from '../db/clients/outreach.ts';
import { detailOf } from '../domain/contact-detail.ts';
import { organisationKey } from '../domain/organisation.ts';
import { demandContacts, demandStaff } from './demand.ts';
import { clientsOf, type FactBase, FactRefused, factColumns, type Kept, keepFacts, type Named } from './facts.ts';
import type { ClientTx } from './recorded.ts';

export const outreachMeans = ['call', 'email', 'message', 'visit'] as const;

/** What is known of somebody nobody knows yet: they are found by it when they come (R5), and nothing is shown to them for it (R6). */
export interface Newcomer {
  readonly person?: string | undefined;
  readonly organisation?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly telegram?: string | undefined;
}

export interface NewOutreach extends FactBase {
  /** null: only a contact is named, or somebody not known yet */
  readonly client: Named | null;
  readonly contact: string | null;
  readonly newcomer?: Newcomer | undefined;
  readonly specialist: string;
  /** who goes on with them, where it is somebody else */
  readonly closer?: string | null | undefined;
  readonly means: (typeof outreachMeans)[number];
  readonly note?: string | undefined;
  /** the record that this one puts right, by our id or the company's own */
  readonly corrects?: string | null | undefined;
  /** there was none: it counts no more, nor does what it puts right */
  readonly withdrawn?: boolean | undefined;
}

/** Records that sales called or wrote to somebody first: they are this salesperson's until the first deal (R5). Throws `FactRefused`. */
export async function recordOutreach(ctx: ClientTx, outreach: readonly NewOutreach[]): Promise<readonly Kept[]> {
  await demandStaff(
    ctx,
    outreach.map(({ specialist }) => specialist),
  );
  await demandStaff(
    ctx,
    outreach.map(({ closer = null }) => closer),
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
  const righted = await correctedBy(ctx, outreach);
  const rows = await Promise.all(outreach.map((each, i) => rowOf(ctx, each, clientAt.get(i) ?? null, righted[i] ?? null, i)));
  await addOrganisations(ctx, rows);
  return (await keepFacts(ctx, 'outreach', rows)).kept;
}

/** Locks the records that are put right. A record is put right once; the same correction again is the same fact. */
async function correctedBy({ tx }: ClientTx, outreach: readonly NewOutreach[]): Promise<(OutreachNamed | null)[]> {
  const found = await outreachNamed(
    tx,
    outreach.flatMap(({ corrects }) => corrects ?? []),
  );
  return outreach.map(({ corrects = null, externalId }, index) => {
    if (corrects === null) return null;
    const one = found.find((each) => each.id === corrects || each.externalId === corrects);
    if (one === undefined) throw new FactRefused('outreach-not-found', index);
    if (one.correctedBy !== null && one.correctedBy !== externalId) throw new FactRefused('outreach-corrected', index);
    return one;
  });
}

async function rowOf(
  ctx: ClientTx,
  outreach: NewOutreach,
  clientId: string | null,
  corrects: OutreachNamed | null,
  index: number,
): Promise<Row> {
  const { contact, specialist, means, closer = null, note, withdrawn = false, externalId, at } = outreach;
  const known = { clientId, contactId: contact, specialistId: specialist, means };
  const newcomer = newcomerOf(outreach.newcomer ?? {}, index);
  const isNamed =
    clientId !== null || contact !== null || ['phone', 'email', 'telegram', 'organisationKey'].some((each) => each in newcomer);
  if (!isNamed) throw new FactRefused('nobody-named', index);
  // A fact told before there was more to tell has the hash it had then.
  const more = {
    ...newcomer,
    ...(closer !== null && closer !== specialist && { closerId: closer }),
    ...(note !== undefined && { note }),
    ...(corrects !== null && { correctsId: corrects.id }),
    ...(withdrawn && { withdrawn }),
  };
  // What came of it came of it as it is put right, too.
  const came = { conversationId: corrects?.conversationId ?? null, cameAt: corrects?.cameAt ?? null };
  return { ...blank, ...came, ...(await factColumns(ctx, { externalId, at }, { ...known, ...more })), ...known, ...more };
}

/**
 * A colleague of whoever was called is asked for their organisation too. Of a client that is known it is called as the client; that is no part
 * of what was told, so the same told again stays the same.
 */
async function addOrganisations({ tx }: ClientTx, rows: readonly { -readonly [Key in keyof Row]: Row[Key] }[]): Promise<void> {
  const open = rows.filter(({ organisationKey: key }) => key === null);
  const names = await clientNames(
    tx,
    open.flatMap(({ clientId }) => clientId ?? []),
    open.flatMap(({ clientId, contactId }) => (clientId === null ? (contactId ?? []) : [])),
  );
  for (const row of open) {
    const client = names.find(({ id, contact }) => (row.clientId === null ? contact === row.contactId : id === row.clientId));
    row.organisationKey = organisationKey(client?.name ?? '') || null;
  }
}

type Row = FactRows['outreach'];

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

/** Brings what was written of a newcomer into one spelling. Throws `FactRefused`. */
function newcomerOf({ person, organisation, phone, email, telegram }: Newcomer, index: number) {
  const detail = (kind: 'phone' | 'email' | 'telegram', typed: string | undefined) => {
    if (typed === undefined) return {};
    const found = detailOf(kind, typed);
    if (found === null) throw new FactRefused('unknown-detail', index);
    return { [kind]: kind === 'phone' ? found.value : found.value.toLowerCase() };
  };
  const key = organisation === undefined ? '' : organisationKey(organisation);
  return {
    ...(person !== undefined && { person }),
    ...(organisation !== undefined && { organisation }),
    ...(key !== '' && { organisationKey: key }),
    ...detail('phone', phone),
    ...detail('email', email),
    ...detail('telegram', telegram),
  };
}
