import { windowsOfConversations } from '../../db/batch/load.ts';
import { type ReachedContact, reachContacts } from '../../db/batch/reach.ts';
import { type FoundRef, findRefs } from '../../db/batch/refs.ts';
import { type Found, findAddresses, insertKeys, type Key } from '../../db/batch/senders.ts';
import type { Queries } from '../../db/db.ts';
import type { ContactId, ConversationId, WindowId } from '../../domain/ids.ts';
import { kindOf } from '../submissions/index.ts';
import type { Submission } from '../submissions/submission.ts';
import { type Arrival, account, addressText, keyText, refText } from './arrival.ts';
import type { Batch } from './draft.ts';
import { readLeads } from './leads.ts';
import { openWindows } from './open-windows.ts';
import { compare, unique } from './order.ts';
import { noteProfiles } from './profiles.ts';
import { meetStrangers } from './strangers.ts';

/** What is known of the arrivals before any window is locked. */
interface Known {
  /** keys that nobody had inserted before */
  readonly fresh: readonly Key[];
  /** by the text of the address */
  readonly addresses: Map<string, Found>;
  readonly windows: ReadonlyMap<ConversationId, WindowId>;
  readonly contacts: ReadonlyMap<ContactId, ReachedContact>;
  /** messages that are changed or reacted to, by the text of where they stand */
  readonly refs: ReadonlyMap<string, FoundRef>;
}

/** Keys, identities, windows: locked in this order, and everything that is open in the windows. Windows stand in order of arrival. */
export async function arrive(tx: Queries, batch: Batch, submissions: readonly Submission[]): Promise<Arrival[]> {
  const arrivals = submissions.map((each) => arrivalOf(batch, each));
  const known = await insertAndFind(tx, batch, arrivals);
  markRepeats(arrivals, known.fresh);
  for (const each of arrivals) findSender(batch, each, known);
  noteReachable(batch, arrivals, known.addresses);
  await meetStrangers(tx, batch, arrivals, known.addresses);
  await noteProfiles(tx, arrivals, known.addresses);
  for (const each of arrivals) if (each.window === null) findWindow(batch, each, known);
  await openWindows(tx, batch, arrivals);
  await readLeads(tx, batch, arrivals);
  return arrivals;
}

export function arrivalOf(batch: Batch, submission: Submission): Arrival {
  const kind = kindOf(submission);
  return {
    submission,
    kind,
    key: kind.key?.(batch, submission) ?? null,
    address: kind.address?.(batch, submission) ?? null,
    repeats: null,
    windowId: null,
    window: null,
    sender: null,
    ref: null,
    deadLane: null,
    reach: null,
    timerEvent: null,
  };
}

async function insertAndFind(tx: Queries, batch: Batch, arrivals: readonly Arrival[]): Promise<Known> {
  const keys = firstOfEachKey(arrivals);
  const changed = arrivals.flatMap(({ kind, submission }) => kind.changes?.(batch, submission) ?? []);
  const addresses = arrivals.flatMap((each) => each.address ?? []);
  const conversations = arrivals.flatMap(({ kind, submission }) => kind.conversation?.(submission) ?? []);
  const contacts = arrivals.flatMap(({ kind, submission }) => kind.contact?.(submission) ?? []);
  const [fresh, found, byConversation, reached, refs] = await Promise.all([
    insertKeys(tx, keys, batch.now),
    findAddresses(tx, unique(addresses, addressText)),
    windowsOfConversations(tx, unique(conversations, String)),
    reachContacts(tx, unique(contacts, String)),
    findRefs(tx, unique(changed, refText)),
  ]);
  return {
    fresh,
    addresses: new Map(found.map((each) => [addressText(each), each])),
    windows: new Map(byConversation.map((each) => [each.conversationId, each.windowId])),
    contacts: reached,
    refs: new Map(refs.map((each) => [refText(each), each])),
  };
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
    if (each.key !== null && !isFresh.has(keyText(each.key))) each.repeats = 'stored';
  }
}

/** Who sent it, and the message of theirs it changes: one of somebody else is none. */
function findSender(batch: Batch, arrival: Arrival, { addresses, refs }: Known): void {
  const { kind, submission, address } = arrival;
  arrival.sender = (address !== null && addresses.get(addressText(address))?.contactId) || null;
  const changed = kind.changes?.(batch, submission);
  const at = changed === undefined ? undefined : refs.get(refText(changed));
  if (at !== undefined && at.contactId === arrival.sender) arrival.ref = at;
}

/** Whoever writes again can be reached there again. */
function noteReachable(batch: Batch, arrivals: readonly Arrival[], known: ReadonlyMap<string, Found>): void {
  const writing = arrivals.flatMap(({ kind, address, repeats }) => {
    const found = kind.provesReachable && address !== null && repeats === null ? known.get(addressText(address)) : undefined;
    return found?.unreachable === true ? [found.identityId] : [];
  });
  batch.plan.reachable.push(...unique(writing, String));
}

function findWindow(batch: Batch, arrival: Arrival, { addresses, windows, contacts }: Known): void {
  const { kind, submission, address, ref } = arrival;
  if (ref !== null) arrival.windowId = ref.windowId;
  else if (kind.window !== undefined) arrival.windowId = kind.window(submission);
  else if (kind.conversation !== undefined) arrival.windowId = windows.get(kind.conversation(submission)) ?? null;
  else if (kind.contact !== undefined) reach(batch, arrival, contacts.get(kind.contact(submission)));
  else if (address !== null) arrival.windowId = addresses.get(addressText(address))?.windowId ?? null;
}

/** Where the contact wrote from last, else the web chat: they read it there at their next visit. */
function reach(batch: Batch, arrival: Arrival, contact: ReachedContact | undefined): void {
  if (contact === undefined) return;
  const { windowId, contactId, channel, target } = contact;
  arrival.windowId = windowId;
  arrival.reach =
    channel === null || target === null
      ? { channel: 'webchat', target: `${account(batch, 'webchat')}:site:${contactId}` }
      : { channel, target };
}
