import { type Found, findAddresses, insertIdentities, windowsOfContacts } from '../../db/batch/load.ts';
import type { Queries } from '../../db/db.ts';
import type { ContactId, IdentityId, WindowId } from '../../domain/ids.ts';
import type { Inbound, InboundEdit } from '../submissions/submission.ts';
import { type Arrival, account, addressOf, addressText } from './arrival.ts';
import type { Batch, WindowDraft } from './draft.ts';
import { compare, unique } from './order.ts';

/** Gives those who write for the first time an identity, a contact and a window. Whoever inserts the identity first wins; the others find it. */
export async function meetStrangers(tx: Queries, batch: Batch, arrivals: readonly Arrival[], known: Map<string, Found>): Promise<void> {
  const strangers = new Map<string, Inbound | InboundEdit>();
  for (const { submission, repeats, ref } of arrivals) {
    // An edit of what never came is taken as the message.
    if ((submission.type !== 'inbound' && submission.type !== 'inbound-edit') || repeats !== null || ref !== null) continue;
    const address = addressText({ accountId: account(batch, submission.account), address: submission.address });
    const isKnown = (known.get(address)?.contactId ?? null) !== null;
    if (!isKnown && !strangers.has(address)) strangers.set(address, submission);
  }
  if (strangers.size === 0) return;
  const missing = [...strangers.entries()]
    .filter(([address]) => !known.has(address))
    .toSorted(([a], [b]) => compare(a, b))
    .map(([, each]) => ({ id: batch.newId<'identity'>(), accountId: account(batch, each.account), address: each.address }));
  const proven = unique(
    [...strangers.values()].flatMap((each) => contactIn(each) ?? []),
    String,
  );
  const [inserted, windows] = await Promise.all([
    missing.length === 0 ? [] : insertIdentities(tx, missing, batch.now),
    windowsOfContacts(tx, proven),
  ]);
  if (inserted.length < missing.length) {
    for (const each of await findAddresses(tx, missing)) known.set(addressText(each), each);
  }
  const ours = new Map(missing.map((each) => [addressText(each), each.id]));
  const insertedIds = new Set(inserted.map((each) => each.identityId));
  const windowOf = new Map(windows.map((each) => [each.contactId, each.windowId]));
  for (const [address, inbound] of strangers) {
    const seen = known.get(address);
    if (seen !== undefined && seen.contactId !== null) continue;
    const ownId = ours.get(address);
    const identityId = seen?.identityId ?? (ownId !== undefined && insertedIds.has(ownId) ? ownId : undefined);
    if (identityId === undefined) throw new Error('an identity vanished while it was being met');
    meet(batch, arrivals, inbound, { id: identityId, isInserted: insertedIds.has(identityId) }, windowOf, known, address);
  }
}

function meet(
  batch: Batch,
  arrivals: readonly Arrival[],
  inbound: Inbound | InboundEdit,
  identity: { readonly id: IdentityId; readonly isInserted: boolean },
  windowOf: ReadonlyMap<string, WindowId>,
  known: Map<string, Found>,
  address: string,
): void {
  const proven = contactIn(inbound);
  const provenWindow = proven === undefined ? undefined : windowOf.get(proven);
  if (proven !== undefined && provenWindow !== undefined) {
    batch.plan.identityLinks.push(linkRow(batch, identity.id, proven, inbound.account === 'webchat' ? 'site-login' : 'recognised'));
    known.set(address, {
      accountId: account(batch, inbound.account),
      address: inbound.address,
      identityId: identity.id,
      contactId: proven,
      windowId: provenWindow,
    });
    return;
  }
  const contact = {
    id: batch.newId<'contact'>(),
    name: inbound.name ?? null,
    language: inbound.language,
    isReachable: false,
    consents: new Set<string>(),
    role: null,
    ratingAskedAt: null,
  };
  const draft: WindowDraft = {
    row: { id: inbound.window, contactId: contact.id, lastSeq: 0, lastChange: 0, seenSeq: 0 },
    isNew: true,
    newIdentity: identity,
    stored: null,
    contact,
    client: null,
    owners: new Map(),
    outreach: null,
    conversations: [],
    refs: new Map(),
    messages: new Map(),
    seeking: null,
  };
  batch.windows.push(draft);
  for (const each of arrivals) {
    const its = addressOf(batch, each.submission);
    if (its !== null && addressText(its) === address) each.window = draft;
  }
}

/** Whom the channel vouches for. */
function contactIn(inbound: Inbound | InboundEdit) {
  return inbound.type === 'inbound' ? inbound.contact : undefined;
}

export function linkRow(batch: Batch, identityId: IdentityId, contactId: ContactId, proof: 'first-message' | 'site-login' | 'recognised') {
  return { id: batch.newId(), identityId, contactId, from: batch.now, until: null, proof };
}
