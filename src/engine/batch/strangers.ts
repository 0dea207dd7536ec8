import { type Found, findAddresses, insertIdentities, windowsOfContacts, windowsThere } from '../../db/batch/senders.ts';
import type { Queries } from '../../db/db.ts';
import type { ContactId, IdentityId, WindowId } from '../../domain/ids.ts';
import { cleanName } from '../../domain/person-name.ts';
import type { Newcomer } from '../submissions/kind.ts';
import { type Arrival, account, addressText } from './arrival.ts';
import type { Batch, WindowDraft } from './draft.ts';
import { compare, unique } from './order.ts';

/** Gives those who write for the first time an identity, a contact and a window. Whoever inserts the identity first wins; the others find it. */
export async function meetStrangers(tx: Queries, batch: Batch, arrivals: readonly Arrival[], known: Map<string, Found>): Promise<void> {
  const strangers = strangersAmong(arrivals, known);
  if (strangers.size === 0) return;
  const proven = unique(
    [...strangers.values()].flatMap((each) => each.contact ?? []),
    String,
  );
  const [inserted, windows, there] = await Promise.all([
    insertMissing(tx, batch, strangers, known),
    windowsOfContacts(tx, proven),
    windowsThere(
      tx,
      [...strangers.values()].map((each) => each.window),
    ),
  ]);
  const windowOf = new Map(windows.map((each) => [each.contactId, each.windowId]));
  for (const [address, newcomer] of strangers) {
    const seen = known.get(address);
    if (seen !== undefined && seen.contactId !== null) continue;
    const own = inserted.get(address);
    const id = seen?.identityId ?? own;
    if (id === undefined) throw new Error('an identity vanished while it was being met');
    const { contact } = newcomer;
    const window = contact === undefined ? undefined : windowOf.get(contact);
    if (contact !== undefined && window !== undefined) known.set(address, recognise(batch, newcomer, id, contact, window));
    else
      meet(
        batch,
        arrivals,
        there.has(newcomer.window) ? { ...newcomer, window: batch.newId() } : newcomer,
        { id, isInserted: id === own },
        address,
      );
  }
}

/** Nobody is known at their addresses; with the first thing that each of them sent, by the text of the address. */
function strangersAmong(arrivals: readonly Arrival[], known: ReadonlyMap<string, Found>): ReadonlyMap<string, Newcomer> {
  const strangers = new Map<string, Newcomer>();
  for (const { kind, submission, address, repeats, ref } of arrivals) {
    if (kind.newcomer === undefined || address === null || repeats !== null || ref !== null) continue;
    const text = addressText(address);
    const isKnown = (known.get(text)?.contactId ?? null) !== null;
    if (!isKnown && !strangers.has(text)) strangers.set(text, kind.newcomer(submission));
  }
  return strangers;
}

/** Inserts the identities that are missing, sorted, and returns them by address; those that somebody else inserted meanwhile become known. */
async function insertMissing(
  tx: Queries,
  batch: Batch,
  strangers: ReadonlyMap<string, Newcomer>,
  known: Map<string, Found>,
): Promise<ReadonlyMap<string, IdentityId>> {
  const missing = [...strangers.entries()]
    .filter(([address]) => !known.has(address))
    .toSorted(([a], [b]) => compare(a, b))
    .map(([, each]) => ({ id: batch.newId<'identity'>(), accountId: account(batch, each.account), address: each.address }));
  if (missing.length === 0) return new Map();
  const inserted = new Set((await insertIdentities(tx, missing, batch.now)).map((each) => each.identityId));
  if (inserted.size < missing.length) {
    for (const each of await findAddresses(tx, missing)) known.set(addressText(each), each);
  }
  return new Map(missing.flatMap((each) => (inserted.has(each.id) ? [[addressText(each), each.id] as const] : [])));
}

/** The channel vouches that they are a contact the company knows: their address becomes one more of the contact's. */
function recognise(batch: Batch, newcomer: Newcomer, identityId: IdentityId, contactId: ContactId, windowId: WindowId): Found {
  const { account: kind, address } = newcomer;
  batch.plan.identityLinks.push(linkRow(batch, identityId, contactId, kind === 'webchat' ? 'site-login' : 'recognised'));
  return { accountId: account(batch, kind), address, identityId, contactId, windowId };
}

/** Begins a window for them; everything this batch has from their address goes there. */
function meet(
  batch: Batch,
  arrivals: readonly Arrival[],
  { name, language, window }: Newcomer,
  newIdentity: { readonly id: IdentityId; readonly isInserted: boolean },
  address: string,
): void {
  const contactId = batch.newId<'contact'>();
  const draft: WindowDraft = {
    row: { id: window, contactId, lastSeq: 0, lastChange: 0, seenSeq: 0, chosenClientId: null, tell: null },
    isNew: true,
    newIdentity,
    stored: null,
    contact: {
      id: contactId,
      name: cleanName(name ?? '') || null,
      language,
      isReachable: false,
      consents: new Set(),
      ratingAskedAt: null,
    },
    isKnown: false,
    clients: [],
    outreach: null,
    conversations: [],
    refs: new Map(),
    messages: new Map(),
    seeking: null,
  };
  batch.windows.push(draft);
  for (const each of arrivals) if (each.address !== null && addressText(each.address) === address) each.window = draft;
}

export function linkRow(batch: Batch, identityId: IdentityId, contactId: ContactId, proof: 'first-message' | 'site-login' | 'recognised') {
  return { id: batch.newId(), identityId, contactId, from: batch.now, until: null, proof };
}
