import { loadOtherWays, loadUnsent } from '../../db/batch/lane.ts';
import {
  type Found,
  findAddresses,
  insertKeys,
  type Key,
  loadContacts,
  loadOpenConversations,
  lockWindows,
  takeTimers,
  windowsOfConversations,
} from '../../db/batch/load.ts';
import { type ReachedContact, reachContacts } from '../../db/batch/reach.ts';
import { findRefs } from '../../db/batch/refs.ts';
import { loadThreads } from '../../db/batch/threads.ts';
import type { Queries } from '../../db/db.ts';
import type { WindowId } from '../../domain/ids.ts';
import type { Submission } from '../submissions/submission.ts';
import { readAnswered } from './answered.ts';
import { type Arrival, account, addressOf, addressText, conversationOf, keyOf, keyText, refsOf, refText } from './arrival.ts';
import { type Batch, draftOf, type WindowDraft } from './draft.ts';
import { Outdated } from './failure.ts';
import { compare, unique } from './order.ts';
import { loadReferenced } from './referenced.ts';
import { meetStrangers } from './strangers.ts';
import { upgrade } from './upgrade.ts';

/** Keys, identities, windows: locked in this order, and everything that is open in the windows. Windows stand in order of arrival. */
export async function arrive(tx: Queries, batch: Batch, submissions: readonly Submission[]): Promise<Arrival[]> {
  const arrivals = submissions.map((submission): Arrival => {
    const key = keyOf(batch, submission);
    return {
      submission,
      key,
      repeats: null,
      windowId: null,
      window: null,
      sender: null,
      ref: null,
      lane: null,
      reach: null,
      timerEvent: null,
    };
  });
  const keys = firstOfEachKey(arrivals);
  const addresses = unique(
    arrivals.flatMap((each) => addressOf(batch, each.submission) ?? []),
    addressText,
  );
  const changed = arrivals.flatMap(({ submission }) => (submission.type === 'inbound' ? [] : refsOf(batch, submission)));
  const [fresh, found, byConversation, reached, refs] = await Promise.all([
    insertKeys(tx, keys, batch.now),
    findAddresses(tx, addresses),
    windowsOfConversations(
      tx,
      unique(
        arrivals.flatMap((each) => conversationOf(each.submission) ?? []),
        String,
      ),
    ),
    reachContacts(
      tx,
      unique(
        arrivals.flatMap(({ submission }) => (submission.type === 'opening' ? submission.contact : [])),
        String,
      ),
    ),
    findRefs(tx, unique(changed, refText)),
  ]);
  markRepeats(arrivals, fresh);
  const known = new Map(found.map((each) => [addressText(each), each]));
  const standing = new Map(refs.map((each) => [refText(each), each]));
  for (const each of arrivals) {
    const address = addressOf(batch, each.submission);
    each.sender = (address !== null && known.get(addressText(address))?.contactId) || null;
    const [ref] = each.submission.type === 'inbound' ? [] : refsOf(batch, each.submission);
    const at = ref === undefined ? undefined : standing.get(refText(ref));
    if (at !== undefined && at.contactId === each.sender) each.ref = at;
  }
  noteReachable(batch, arrivals, known);
  await meetStrangers(tx, batch, arrivals, known);
  const windows = new Map(byConversation.map((each) => [each.conversationId, each.windowId]));
  for (const each of arrivals) {
    if (each.window !== null) continue;
    const address = addressOf(batch, each.submission);
    const conversation = conversationOf(each.submission);
    if (each.ref !== null) each.windowId = each.ref.windowId;
    else if (each.submission.type === 'rating') each.windowId = windows.get(each.submission.conversation) ?? null;
    else if (each.submission.type === 'undelivered' || each.submission.type === 'fetched') each.windowId = each.submission.window;
    else if (address !== null) each.windowId = known.get(addressText(address))?.windowId ?? null;
    else if (conversation !== null) each.windowId = windows.get(conversation) ?? null;
    else if (each.submission.type === 'opening') reach(batch, each, reached.get(each.submission.contact));
  }
  await openWindows(tx, batch, arrivals);
  return arrivals;
}

/** Whoever writes again can be reached there again. */
function noteReachable(batch: Batch, arrivals: readonly Arrival[], known: ReadonlyMap<string, Found>): void {
  const writing = arrivals.flatMap(({ submission, repeats }) => {
    const address = submission.type === 'inbound' && repeats === null ? addressOf(batch, submission) : null;
    const found = address === null ? undefined : known.get(addressText(address));
    return found?.unreachable === true ? [found.identityId] : [];
  });
  batch.plan.reachable.push(...unique(writing, String));
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
  const dead = live.flatMap(({ submission }) =>
    submission.type === 'undelivered' && submission.unreachable ? [{ windowId: submission.window, target: submission.target }] : [],
  );
  const named = live.flatMap(({ submission }) => refsOf(batch, submission));
  const [contacts, conversations, timers, refs, threads, unsent, ways] = await Promise.all([
    loadContacts(tx, ids, outreachSince(batch)),
    loadOpenConversations(tx, ids),
    takeTimers(tx, due),
    findRefs(tx, unique(named, refText)),
    batch.company.accounts.has('slack') ? loadThreads(tx, ids) : [],
    loadUnsent(tx, dead),
    loadOtherWays(
      tx,
      unique(
        dead.map((each) => each.windowId),
        String,
      ),
    ),
  ]);
  const drafts = new Map<WindowId, WindowDraft>();
  const factsOf = new Map(contacts.map((each) => [each.windowId, each]));
  for (const row of rows) {
    const facts = factsOf.get(row.id);
    if (facts === undefined) continue;
    const { clientId, size, dedicated, stage } = facts;
    drafts.set(row.id, {
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
        role: facts.role,
        ratingAskedAt: facts.ratingAskedAt,
      },
      client: clientId === null || size === null || stage === null ? null : { id: clientId, size, dedicated, stage },
      owners: new Map((facts.owners ?? []).map((each) => [each.department, each.specialist])),
      outreach: facts.outreach,
      conversations: [],
      refs: new Map(),
      messages: new Map(),
      seeking: null,
    });
  }
  for (const row of conversations) {
    const window = drafts.get(row.windowId as WindowId);
    if (window === undefined) continue;
    const draft = draftOf(batch.company, window, row);
    window.conversations.push(draft);
    upgrade(batch, draft);
  }
  for (const each of refs) drafts.get(each.windowId)?.refs.set(refText(each), each.seq);
  const threadOf = new Map(threads.map((each) => [each.conversationId, each]));
  for (const { conversations } of drafts.values()) {
    for (const each of conversations) {
      const thread = threadOf.get(each.row.id);
      if (thread !== undefined) each.thread = { ...thread, isNew: false };
    }
  }
  const taken = new Map(timers.map((each) => [`${each.conversation} ${each.key} ${each.generation}`, each.raised]));
  for (const each of live) {
    each.window = (each.windowId !== null && drafts.get(each.windowId)) || null;
    const { submission } = each;
    const facts = each.windowId === null ? undefined : factsOf.get(each.windowId);
    const isByAddress = each.ref === null && submission.type !== 'rating' && addressOf(batch, submission) !== null;
    if (facts !== undefined && facts.current !== each.windowId && isByAddress)
      throw new Outdated('address', 'a stranger was joined to a contact before their window was locked');
    if (submission.type === 'undelivered' && submission.unreachable) {
      const isTheirs = (at: { windowId: WindowId }) => at.windowId === submission.window;
      each.lane = {
        unsent: unsent.filter((at) => isTheirs(at) && at.target === submission.target),
        ways: ways.filter((at) => isTheirs(at) && at.target !== submission.target),
      };
    }
    if (submission.type === 'timer-due') {
      const timer = `${submission.conversation} ${submission.key} ${submission.generation}`;
      each.timerEvent = taken.get(timer) ?? null;
      taken.delete(timer);
    }
  }
  await Promise.all([loadReferenced(tx, batch, live, [...drafts.values()]), readAnswered(tx, live, [...drafts.values()])]);
  for (const id of ids) {
    const draft = drafts.get(id);
    if (draft !== undefined) batch.windows.push(draft);
  }
}

/** Where the policy says nothing of how long sales' word counts. */
const usualOutreachDays = 30;

function outreachSince({ now, company }: Batch): Date {
  return new Date(now.getTime() - (company.policy.data.outreachDays ?? usualOutreachDays) * 86_400_000);
}
