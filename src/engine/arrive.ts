import type { Queries } from '../db/db.ts';
import {
  type Address,
  type Found,
  findAddresses,
  insertIdentities,
  insertKeys,
  type Key,
  loadContacts,
  loadOpenConversations,
  lockWindows,
  takeTimers,
  windowsOfContacts,
  windowsOfConversations,
} from '../db/load.ts';
import type { AccountId, ConversationId, IdentityId, WindowId } from '../domain/ids.ts';
import { type Batch, draftOf, type WindowDraft } from './draft.ts';
import type { Inbound, Submission } from './submission.ts';

/** A submission on its way through a flush. */
export interface Arrival {
  readonly submission: Submission;
  readonly key: Key | null;
  /** the same key came earlier: in another flush (`stored`), or in this one */
  repeats: 'stored' | Arrival | null;
  windowId: WindowId | null;
  window: WindowDraft | null;
  /** of a timer that was still set, and is now taken off */
  raised: { readonly type: string } | null;
}

/** Keys, identities, windows: locked in this order, and everything that is open in the windows. Windows stand in order of arrival. */
export async function arrive(tx: Queries, batch: Batch, submissions: readonly Submission[]): Promise<Arrival[]> {
  const arrivals = submissions.map((submission): Arrival => {
    const key = keyOf(batch, submission);
    return { submission, key, repeats: null, windowId: null, window: null, raised: null };
  });
  const keys = firstOfEachKey(arrivals);
  const addresses = unique(
    arrivals.flatMap((each) => addressOf(batch, each.submission) ?? []),
    addressText,
  );
  const [fresh, found, byConversation] = await Promise.all([
    insertKeys(tx, keys, batch.now),
    findAddresses(tx, addresses),
    windowsOfConversations(
      tx,
      unique(
        arrivals.flatMap((each) => conversationOf(each.submission) ?? []),
        String,
      ),
    ),
  ]);
  markRepeats(arrivals, fresh);
  const known = new Map(found.map((each) => [addressText(each), each]));
  await meetStrangers(tx, batch, arrivals, known);
  const windows = new Map(byConversation.map((each) => [each.conversationId, each.windowId]));
  for (const each of arrivals) {
    if (each.window !== null) continue;
    const address = addressOf(batch, each.submission);
    const conversation = conversationOf(each.submission);
    if (address !== null) each.windowId = known.get(addressText(address))?.windowId ?? null;
    else if (conversation !== null) each.windowId = windows.get(conversation) ?? null;
  }
  await openWindows(tx, batch, arrivals);
  return arrivals;
}

function keyOf(batch: Batch, submission: Submission): Key | null {
  if (submission.type === 'inbound') return { accountId: account(batch, submission.account), externalId: submission.externalId };
  // A desk's actions are told apart by who acts: the actor stands where a channel's account does.
  if (submission.type === 'desk') return { accountId: submission.actor as string as AccountId, externalId: submission.key };
  return null;
}

function addressOf(batch: Batch, submission: Submission): Address | null {
  if (submission.type !== 'inbound' && submission.type !== 'seen') return null;
  return { accountId: account(batch, submission.account), address: submission.address };
}

function conversationOf(submission: Submission): ConversationId | null {
  return submission.type === 'inbound' || submission.type === 'seen' ? null : submission.conversation;
}

function account(batch: Batch, kind: string): AccountId {
  const id = batch.company.accounts.get(kind);
  if (id === undefined) throw new Error(`no channel account of kind ${kind}`);
  return id;
}

/** Keys to insert, sorted: two servers that insert the same ones then wait for each other instead of deadlocking. */
function firstOfEachKey(arrivals: readonly Arrival[]): Key[] {
  const first = new Map<string, Arrival>();
  for (const each of arrivals) {
    if (each.key === null) continue;
    const earlier = first.get(keyText(each.key));
    if (earlier === undefined) first.set(keyText(each.key), each);
    else each.repeats = earlier;
  }
  return [...first.entries()].toSorted(([a], [b]) => compare(a, b)).flatMap(([, each]) => each.key ?? []);
}

function markRepeats(arrivals: readonly Arrival[], fresh: readonly Key[]): void {
  const isFresh = new Set(fresh.map(keyText));
  for (const each of arrivals) {
    if (each.key !== null && each.repeats === null && !isFresh.has(keyText(each.key))) each.repeats = 'stored';
  }
}

/** Gives those who write for the first time an identity, a contact and a window. Whoever inserts the identity first wins; the others find it. */
async function meetStrangers(tx: Queries, batch: Batch, arrivals: readonly Arrival[], known: Map<string, Found>): Promise<void> {
  const strangers = new Map<string, Inbound>();
  for (const { submission, repeats } of arrivals) {
    if (submission.type !== 'inbound' || repeats !== null) continue;
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
    [...strangers.values()].flatMap((each) => each.contact ?? []),
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
  inbound: Inbound,
  identity: { readonly id: IdentityId; readonly isInserted: boolean },
  windowOf: ReadonlyMap<string, WindowId>,
  known: Map<string, Found>,
  address: string,
): void {
  const provenWindow = inbound.contact === undefined ? undefined : windowOf.get(inbound.contact);
  if (inbound.contact !== undefined && provenWindow !== undefined) {
    batch.plan.identityLinks.push(linkRow(batch, identity.id, inbound.contact, 'site-login'));
    known.set(address, {
      accountId: account(batch, inbound.account),
      address: inbound.address,
      identityId: identity.id,
      contactId: inbound.contact,
      windowId: provenWindow,
    });
    return;
  }
  const contact = { id: batch.newId<'contact'>(), name: null, language: inbound.language };
  const draft: WindowDraft = {
    row: { id: inbound.window, contactId: contact.id, lastSeq: 0, lastChange: 0, seenSeq: 0 },
    isNew: true,
    newIdentity: identity,
    stored: null,
    contact,
    client: null,
    owners: new Map(),
    conversations: [],
    seeking: null,
  };
  batch.windows.push(draft);
  for (const each of arrivals) {
    const its = addressOf(batch, each.submission);
    if (its !== null && addressText(its) === address) each.window = draft;
  }
}

export function linkRow(batch: Batch, identityId: IdentityId, contactId: string, proof: 'first-message' | 'site-login') {
  return { id: batch.newId(), identityId, contactId, from: batch.now, until: null, proof };
}

/** Locks the windows, then reads what is open in them; due timers are taken off under the same lock. */
async function openWindows(tx: Queries, batch: Batch, arrivals: readonly Arrival[]): Promise<void> {
  const live = arrivals.filter((each) => each.repeats === null && each.window === null && each.windowId !== null);
  const ids = unique(
    live.flatMap((each) => each.windowId ?? []),
    String,
  );
  if (ids.length === 0) return;
  const rows = await lockWindows(tx, ids.toSorted(compare));
  const due = live.flatMap(({ submission }) =>
    submission.type === 'timer-due'
      ? [{ conversation: submission.conversation, key: submission.key, generation: submission.generation }]
      : [],
  );
  const [contacts, conversations, timers] = await Promise.all([loadContacts(tx, ids), loadOpenConversations(tx, ids), takeTimers(tx, due)]);
  const drafts = new Map<WindowId, WindowDraft>();
  const factsOf = new Map(contacts.map((each) => [each.windowId, each]));
  for (const row of rows) {
    const facts = factsOf.get(row.id);
    if (facts === undefined) continue;
    const { clientId, size, stage } = facts;
    drafts.set(row.id, {
      row: { ...row },
      isNew: false,
      newIdentity: null,
      stored: row,
      contact: { id: facts.contactId, name: facts.name, language: facts.language },
      client: clientId === null || size === null || stage === null ? null : { id: clientId, size, stage },
      owners: new Map((facts.owners ?? []).map((each) => [each.department, each.specialist])),
      conversations: [],
      seeking: null,
    });
  }
  for (const row of conversations) {
    const window = drafts.get(row.windowId as WindowId);
    if (window !== undefined) window.conversations.push(draftOf(batch.company, window, row));
  }
  const taken = new Map(timers.map((each) => [`${each.conversation} ${each.key} ${each.generation}`, each.raised]));
  for (const each of live) {
    each.window = (each.windowId !== null && drafts.get(each.windowId)) || null;
    const { submission } = each;
    if (submission.type === 'timer-due') {
      each.raised = taken.get(`${submission.conversation} ${submission.key} ${submission.generation}`) ?? null;
    }
  }
  for (const id of ids) {
    const draft = drafts.get(id);
    if (draft !== undefined) batch.windows.push(draft);
  }
}

function keyText(key: Key): string {
  return `${key.accountId} ${key.externalId}`;
}

function addressText(address: Address): string {
  return `${address.accountId} ${address.address}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function unique<T>(values: readonly T[], textOf: (value: T) => string): T[] {
  return [...new Map(values.map((each) => [textOf(each), each])).values()];
}
