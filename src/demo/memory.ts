import type { ConversationRow, WindowRow } from '../db/batch/load.ts';
import type { Plan } from '../db/batch/plan.ts';
import type { LastWords } from '../db/batch/unanswered.ts';
import type { DepartmentKey } from '../domain/department.ts';
import type { ConversationId, NewId, SpecialistId, WindowId } from '../domain/ids.ts';
import type { OutreachOnRecord } from '../domain/lead.ts';
import { assign } from '../engine/assign/assign.ts';
import { searchesOf, tryOut } from '../engine/assign/look.ts';
import type { Arrival } from '../engine/batch/arrival.ts';
import { arrivalOf } from '../engine/batch/arrive.ts';
import { type Batch, draftOf, type LoadBook, newBatch, type WindowDraft } from '../engine/batch/draft.ts';
import { finish } from '../engine/batch/finish.ts';
import { applyGivenBack, isNothing, needsByName, needsOf } from '../engine/batch/load-book.ts';
import type { Submission } from '../engine/submissions/submission.ts';
import { openBook, type Place, type Staff, type Writer } from './people.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export type Newcomer = 'attached' | 'resized';

/** A window as it is remembered between submissions. */
export interface Kept {
  readonly writer: Writer;
  readonly row: Mutable<WindowRow>;
  client: Writer['client'];
  /** when they were asked last how it was */
  ratingAskedAt: Date | null;
  /** how a large newcomer became one, where it was none from its first word */
  newcomer: Newcomer | null;
  conversations: Mutable<ConversationRow>[];
  /** what the client said last in each conversation, of its newest turn */
  words: readonly LastWords[];
  /** what searches in vain came to, by conversation, and which event was to be the next then */
  readonly inVain: Map<string, { readonly n: number; readonly outcomes: readonly string[] }>;
}

/** What one submission did, for whoever watches. */
export interface Step {
  readonly kept: Kept;
  readonly plan: Plan;
  /** of each of the contact's clients, by its id, before it */
  readonly formerOwners: ReadonlyMap<string, ReadonlyMap<DepartmentKey, SpecialistId>>;
  readonly refused: boolean;
  /** departments where a place came free */
  readonly freed: ReadonlySet<string>;
}

/** The clients somebody writes for, as they are by now. */
export function placesOf({ writer, client }: Pick<Kept, 'writer' | 'client'>): readonly Place[] {
  const { owners, role, also } = writer;
  return client === null ? [] : [{ client, owners, role }, ...also];
}

/** The core without a database: the same kinds of submission, rounds and drafts as in a flush, one submission at a time. */
export function createMemory(staff: Staff, writers: readonly Writer[], newId: NewId) {
  const windows = new Map<WindowId, Kept>(writers.map((writer) => [writer.window, newcomer(writer)]));
  const windowOf = new Map<ConversationId, WindowId>();
  const records: OutreachOnRecord[] = [];

  const windowFor = (submission: Submission): WindowId | undefined => {
    if (submission.type === 'inbound' || submission.type === 'choose-client') return submission.window;
    if ('conversation' in submission && submission.conversation !== undefined) return windowOf.get(submission.conversation);
    // The address they write from is the window's own.
    return 'address' in submission ? (submission.address as WindowId) : undefined;
  };

  const keptOf = (submission: Submission): Kept => {
    const id = windowFor(submission);
    const kept = id === undefined ? undefined : windows.get(id);
    if (kept === undefined) throw new Error(`nobody's submission: ${submission.type}`);
    return kept;
  };

  /** `raised`: of a timer that is still set. */
  const submit = (submission: Submission, now: Date, raised: Arrival['timerEvent'] = null): Step => {
    const kept = keptOf(submission);
    const present = new Set('actor' in submission ? [submission.actor] : 'metBy' in submission ? [submission.metBy] : []);
    const batch: Batch = { ...newBatch({ now, newId, company: staff.company }), present };
    batch.outreach = records;
    const formerOwners = new Map(placesOf(kept).map(({ client, owners }) => [client.id as string, new Map(owners)]));
    const window = draft(batch, kept);
    batch.windows.push(window);
    const sender = kept.row.contactId;
    const arrival: Arrival = { ...arrivalOf(batch, submission), windowId: kept.row.id, window, sender, timerEvent: raised };
    if (!isNothing(needsByName(batch, [arrival]))) batch.book = openBook(staff, now);
    const handled = arrival.kind.handle(batch, window, arrival);
    const book = rounds(staff, batch, window, now);
    finish(batch, book);
    keep(kept, window, batch.plan);
    for (const { id } of kept.conversations) windowOf.set(id as ConversationId, kept.row.id);
    return { kept, plan: batch.plan, formerOwners, refused: handled.type === 'refused', freed: batch.freed };
  };

  /** Those of the queued conversations for which a search would come to anything new, as a server's own queue looks at them. */
  const look = (queued: readonly ConversationId[], now: Date): readonly ConversationId[] => {
    const batch = newBatch({ now, newId, company: staff.company });
    const places = new Set(queued.flatMap((id) => windowOf.get(id) ?? []));
    const drafts = [...places].flatMap((id) => windows.get(id) ?? []).map((kept) => draft(batch, kept));
    batch.windows.push(...drafts);
    const book = openBook(staff, now);
    return tryOut(batch, { ...book, rows: book.rows.map((each) => ({ ...each })) }, searchesOf(drafts, queued));
  };
  /** Somebody writes for the first time. */
  const meet = (writer: Writer): Kept => {
    const kept = newcomer(writer);
    windows.set(writer.window, kept);
    return kept;
  };
  return { windows, records, submit, look, meet };
}

function newcomer(writer: Writer): Kept {
  return {
    writer,
    row: { id: writer.window, contactId: writer.contact, lastSeq: 0, lastChange: 0, seenSeq: 0, chosenClientId: null, tell: null },
    client: writer.client,
    ratingAskedAt: null,
    newcomer: null,
    conversations: [],
    words: [],
    inVain: new Map(),
  };
}

function draft(batch: Batch, kept: Kept): WindowDraft {
  const { outreach, lead = null } = kept.writer;
  const found = lead ?? (outreach === null ? null : { record: '', specialist: outreach, at: '', isNew: false });
  const window: WindowDraft = {
    row: { ...kept.row },
    isNew: false,
    newIdentity: null,
    stored: kept.row,
    contact: {
      id: kept.writer.contact,
      name: kept.writer.name,
      language: kept.writer.language,
      isReachable: true,
      consents: new Set(),
      ratingAskedAt: kept.ratingAskedAt,
    },
    isKnown: kept.client !== null && kept.client.stage !== 'prospect',
    clients: placesOf(kept).map(({ client, role, owners }) => ({
      deals: 0,
      ...client,
      name: '',
      role,
      owners,
      outreach: client.stage === 'prospect' ? found : null,
    })),
    outreach: found,
    conversations: [],
    seeking: null,
    refs: new Map(),
    messages: new Map(),
  };
  for (const row of kept.conversations) {
    const lastWords = kept.words.filter((each) => each.conversationId === row.id);
    const known = kept.inVain.get(row.id);
    const searchedInVain = new Set(known?.n === row.events + 1 ? known.outcomes : []);
    window.conversations.push({ ...draftOf(batch.company, window, row), lastWords, searchedInVain });
  }
  return window;
}

function rounds(staff: Staff, batch: Batch, window: WindowDraft, now: Date): LoadBook | null {
  let { book } = batch;
  for (;;) {
    if (isNothing(needsOf(batch))) return book;
    book ??= openBook(staff, now);
    applyGivenBack(batch, book);
    if (window.seeking !== null) assign(batch, book, window);
  }
}

function keep(kept: Kept, window: WindowDraft, { messages, moved, newTurns, failedSearches }: Plan): void {
  Object.assign(kept.row, window.row);
  const [client = null] = window.clients;
  kept.client = client;
  kept.ratingAskedAt = window.contact.ratingAskedAt;
  for (const [department, owner] of client?.owners ?? []) kept.writer.owners.set(department, owner);
  kept.conversations = window.conversations.map((each) => each.row).filter((each) => each.status !== 'closed');
  for (const { conversationId, n, outcome } of failedSearches) {
    const known = kept.inVain.get(conversationId);
    kept.inVain.set(conversationId, { n, outcomes: [...(known?.n === n ? known.outcomes : []), outcome] });
  }
  const goesTo = new Map(moved.map((each) => [each.seq, each.conversationId as ConversationId]));
  const begins = new Map(newTurns.map((each) => [each.conversationId, each.openedSeq]));
  const fresh = messages.filter((each) => each.author === 'client') as LastWords[];
  kept.words = [...kept.words, ...fresh]
    .map((each) => ({ ...each, conversationId: goesTo.get(each.seq) ?? each.conversationId }))
    .filter((each) => each.seq >= (begins.get(each.conversationId) ?? 0));
}
