import { loadOtherWays, loadUnsent } from '../../db/batch/lane.ts';
import {
  type ContactFacts,
  loadContacts,
  loadOpenConversations,
  loadPresent,
  loadWindows,
  lockWindows,
  takeTimers,
  type WindowRow,
} from '../../db/batch/load.ts';
import { findRefs } from '../../db/batch/refs.ts';
import { findAddresses } from '../../db/batch/senders.ts';
import { loadThreads } from '../../db/batch/threads.ts';
import type { Queries } from '../../db/db.ts';
import type { WindowId } from '../../domain/ids.ts';
import { outreachSince } from '../../domain/lead.ts';
import type { DueTimer } from '../submissions/kind.ts';
import { readAnswered } from './answered.ts';
import { type Arrival, addressText, refText } from './arrival.ts';
import { type Batch, type ClientDraft, draftOf, type WindowDraft } from './draft.ts';
import { Outdated } from './failure.ts';
import { readLastWords } from './last-words.ts';
import { compare, unique } from './order.ts';
import { loadReferenced } from './referenced.ts';
import { readSearched } from './searched.ts';
import { upgrade } from './upgrade.ts';

/** Locks the windows, then reads what is open in them; due timers are taken off under the same lock. */
export async function openWindows(tx: Queries, batch: Batch, arrivals: readonly Arrival[]): Promise<void> {
  const live = arrivals.filter((each) => each.repeats === null && each.window === null && each.windowId !== null);
  const ids = unique(
    live.flatMap((each) => each.windowId ?? []),
    String,
  );
  if (ids.length === 0) return readPresent(tx, batch, arrivals);
  const rows = await lockWindows(tx, ids.toSorted(compare));
  const read = await readWindows(tx, batch, live, ids);
  const drafts = draftWindows(batch, rows, read);
  for (const each of live) enter(each, drafts, read);
  handTimers(live, read.timers);
  handDeadLanes(live, read);
  const opened = [...drafts.values()];
  await Promise.all([
    loadReferenced(tx, batch, live, opened),
    readAnswered(tx, live, opened),
    readSearched(tx, live, opened),
    readLastWords(tx, live, opened),
    readPresent(tx, batch, arrivals),
  ]);
  for (const id of ids) {
    const draft = drafts.get(id);
    if (draft !== undefined) batch.windows.push(draft);
  }
}

/** Windows with what is open in them, read without a lock: to look, not to decide. */
export async function lookIntoWindows(tx: Queries, batch: Batch, ids: readonly WindowId[]): Promise<WindowDraft[]> {
  const [rows, contacts, conversations] = await Promise.all([
    loadWindows(tx, ids),
    loadContacts(tx, ids, outreachSince(batch.company.policy.data, batch.now)),
    loadOpenConversations(tx, ids),
  ]);
  const read = { contacts: Map.groupBy(contacts, (each) => each.windowId), conversations, threads: [], refs: [] };
  return [...draftWindows(batch, rows, read).values()];
}

async function readPresent(tx: Queries, { present }: Batch, arrivals: readonly Arrival[]): Promise<void> {
  const actors = arrivals.flatMap(({ kind, submission }) => kind.actor?.(submission) ?? []);
  for (const each of await loadPresent(tx, unique(actors, String))) present.add(each.id);
}

type Read = Awaited<ReturnType<typeof readWindows>>;

async function readWindows(tx: Queries, batch: Batch, live: readonly Arrival[], ids: readonly WindowId[]) {
  const due = live.flatMap(({ kind, submission }) => kind.timer?.(submission) ?? []);
  const named = live.flatMap(({ kind, submission }) => kind.refs?.(batch, submission) ?? []);
  const dead = live.flatMap((each) => {
    const target = deadTargetOf(each);
    return target === null || each.windowId === null ? [] : [{ windowId: each.windowId, target }];
  });
  const concerned = unique(
    dead.map((each) => each.windowId),
    String,
  );
  const senders = unique(
    live.flatMap((each) => each.address ?? []),
    addressText,
  );
  const [contacts, conversations, timers, refs, threads, unsent, ways, addresses] = await Promise.all([
    loadContacts(tx, ids, outreachSince(batch.company.policy.data, batch.now)),
    loadOpenConversations(tx, ids),
    takeTimers(tx, due),
    findRefs(tx, unique(named, refText)),
    batch.company.accounts.has('slack') ? loadThreads(tx, ids) : [],
    loadUnsent(tx, dead),
    loadOtherWays(tx, concerned),
    findAddresses(tx, senders),
  ]);
  return {
    contacts: Map.groupBy(contacts, (each) => each.windowId),
    senders: new Map(addresses.map((each) => [addressText(each), each.contactId])),
    conversations,
    timers,
    refs,
    threads,
    unsent,
    ways,
  };
}

/** The windows with what is open in them, as the batch goes on with them. */
function draftWindows(
  batch: Batch,
  rows: readonly WindowRow[],
  read: Pick<Read, 'contacts' | 'conversations' | 'threads' | 'refs'>,
): Map<WindowId, WindowDraft> {
  const drafts = new Map<WindowId, WindowDraft>();
  for (const row of rows) {
    const [facts, ...more] = read.contacts.get(row.id) ?? [];
    if (facts !== undefined) drafts.set(row.id, windowOf(row, facts, [facts, ...more]));
  }
  const threads = new Map(read.threads.map((each) => [each.conversationId, each]));
  for (const row of read.conversations) {
    const window = drafts.get(row.windowId);
    if (window === undefined) continue;
    const draft = draftOf(batch.company, window, row);
    const thread = threads.get(row.id);
    if (thread !== undefined) draft.thread = { ...thread, isNew: false };
    window.conversations.push(draft);
    upgrade(batch, draft);
  }
  for (const each of read.refs) drafts.get(each.windowId)?.refs.set(refText(each), each.seq);
  return drafts;
}

function clientIn({ clientId, clientName, size, dedicated, stage, deals, role, owners, outreach }: ContactFacts): ClientDraft[] {
  if (clientId === null || size === null || stage === null) return [];
  const owned = new Map((owners ?? []).map((each) => [each.department, each.specialist]));
  return [{ id: clientId, name: clientName ?? '', size, dedicated, stage, deals, role, owners: owned, outreach }];
}

/** `memberships`: the same facts of the contact, with each client they are of. */
function windowOf(row: WindowRow, facts: ContactFacts, memberships: readonly ContactFacts[]): WindowDraft {
  return {
    row: { ...row },
    isNew: false,
    newIdentity: null,
    stored: row,
    contact: {
      id: facts.contactId,
      name: facts.name,
      language: facts.language,
      isReachable: facts.reachable,
      consents: new Set(facts.consents),
      ratingAskedAt: facts.ratingAskedAt,
    },
    isKnown: facts.isProven || memberships.some(({ stage }) => stage !== null && stage !== 'prospect'),
    clients: memberships.flatMap(clientIn),
    outreach: facts.outreach,
    conversations: [],
    refs: new Map(),
    messages: new Map(),
    seeking: null,
  };
}

/** Throws `Outdated` when the sender is somebody else by now, or their messages go to another window: they were joined to a contact, or parted from one. */
function enter(arrival: Arrival, drafts: ReadonlyMap<WindowId, WindowDraft>, { contacts, senders }: Read): void {
  const { kind, windowId, address, ref, sender } = arrival;
  if (windowId === null) return;
  arrival.window = drafts.get(windowId) ?? null;
  if (sender !== null && address !== null && senders.get(addressText(address)) !== sender)
    throw new Outdated('address', 'an address became somebody else’s before the window was locked');
  const facts = contacts.get(windowId)?.[0];
  const isByAddress = ref === null && kind.conversation === undefined && address !== null;
  if (facts !== undefined && facts.current !== windowId && isByAddress)
    throw new Outdated('address', 'a stranger was joined to a contact before their window was locked');
}

/** A timer that was taken off goes to the first of those that came for it. */
function handTimers(live: readonly Arrival[], timers: Read['timers']): void {
  const taken = new Map(timers.map((each) => [timerText(each), each.raised]));
  for (const each of live) {
    const due = each.kind.timer?.(each.submission);
    if (due === undefined) continue;
    each.timerEvent = taken.get(timerText(due)) ?? null;
    taken.delete(timerText(due));
  }
}

function timerText({ conversation, key, generation }: DueTimer): string {
  return `${conversation} ${key} ${generation}`;
}

function handDeadLanes(live: readonly Arrival[], { unsent, ways }: Read): void {
  for (const each of live) {
    const target = deadTargetOf(each);
    if (target === null) continue;
    each.deadLane = {
      unsent: unsent.filter((at) => at.windowId === each.windowId && at.target === target),
      ways: ways.filter((at) => at.windowId === each.windowId),
    };
  }
}

function deadTargetOf({ kind, submission }: Arrival): string | null {
  return kind.deadTarget?.(submission) ?? null;
}
