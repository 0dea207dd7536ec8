import type { ConversationRow, WindowRow } from '../../src/db/batch/load.ts';
import type { Plan } from '../../src/db/batch/plan.ts';
import type { LastWords } from '../../src/db/batch/unanswered.ts';
import type { DepartmentKey } from '../../src/domain/department.ts';
import type { WorkingTime } from '../../src/domain/hours.ts';
import type { ConversationId, NewId, SpecialistId, WindowId } from '../../src/domain/ids.ts';
import type { OutreachOnRecord } from '../../src/domain/lead.ts';
import { presenceAt } from '../../src/domain/specialist.ts';
import { assign } from '../../src/engine/assign/assign.ts';
import { searchesOf, tryOut } from '../../src/engine/assign/look.ts';
import type { Arrival } from '../../src/engine/batch/arrival.ts';
import { arrivalOf } from '../../src/engine/batch/arrive.ts';
import { type Batch, draftOf, type LoadBook, newBatch, type WindowDraft } from '../../src/engine/batch/draft.ts';
import { finish } from '../../src/engine/batch/finish.ts';
import { applyGivenBack, isNothing, needsByName, needsOf } from '../../src/engine/batch/load-book.ts';
import type { Submission } from '../../src/engine/submissions/submission.ts';
import type { Place, Writer } from './clients.ts';
import type { Staff } from './staff.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export type Newcomer = 'attached' | 'resized';

/** A window as it is remembered between submissions. */
export interface Kept {
  readonly writer: Writer;
  readonly row: Mutable<WindowRow>;
  client: Writer['client'];
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
  const windows = new Map<WindowId, Kept>(
    writers.map((writer) => [
      writer.window,
      {
        writer,
        row: { id: writer.window, contactId: writer.contact, lastSeq: 0, lastChange: 0, seenSeq: 0, chosenClientId: null, tell: null },
        client: writer.client,
        newcomer: null,
        conversations: [],
        words: [],
        inVain: new Map(),
      },
    ]),
  );
  const windowOf = new Map<ConversationId, WindowId>();
  const records: OutreachOnRecord[] = [];

  const windowFor = (submission: Submission): WindowId | undefined => {
    if (submission.type === 'inbound' || submission.type === 'choose-client') return submission.window;
    return 'conversation' in submission ? windowOf.get(submission.conversation) : undefined;
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
  return { windows, records, submit, look };
}

function draft(batch: Batch, kept: Kept): WindowDraft {
  const { outreach } = kept.writer;
  const found = outreach === null ? null : { record: '', specialist: outreach, at: '', isNew: false };
  const window: WindowDraft = {
    row: { ...kept.row },
    isNew: false,
    newIdentity: null,
    stored: kept.row,
    contact: {
      id: kept.writer.contact,
      name: null,
      language: 'en',
      isReachable: true,
      consents: new Set(),
      ratingAskedAt: null,
    },
    isKnown: kept.client !== null && kept.client.stage !== 'prospect',
    clients: placesOf(kept).map(({ client, role, owners }) => ({
      ...client,
      deals: 0,
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

function isAfter(until: Date | null, now: Date): boolean {
  return until !== null && until > now;
}

/** The load rows themselves: nobody else changes them, so there is nothing to lock. */
function openBook({ company, colleagues }: Staff, now: Date): LoadBook {
  const isOpen = new Map<WorkingTime, boolean>();
  for (const { load, shifts, absent } of colleagues) {
    if (!load.here) {
      load.availability = 'off';
      continue;
    }
    const isAbsent = absent !== null && absent[0] <= now.getTime() && now.getTime() < absent[1];
    const said = { availability: load.awayUntil === null ? ('available' as const) : ('away' as const), awayUntil: load.awayUntil };
    const onShift = isOpen.get(shifts) ?? shifts.isOpen(now);
    isOpen.set(shifts, onShift);
    load.availability = presenceAt(
      said,
      { absent: isAbsent, onShift, here: true, engaged: isAfter(load.engagedUntil, now) ? load.engaged : null },
      now,
    );
  }
  return {
    departments: new Set(company.departments.map((each) => each.key)),
    specialists: new Set(colleagues.map((each) => each.id)),
    rows: colleagues.map((each) => each.load),
    changed: new Set(),
    snapshots: new Map(),
  };
}

function keep(kept: Kept, window: WindowDraft, { messages, moved, newTurns, failedSearches }: Plan): void {
  Object.assign(kept.row, window.row);
  const [client = null] = window.clients;
  kept.client = client;
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
