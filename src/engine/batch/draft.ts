import type { Flow } from '../../../flows/index.ts';
import type { AnsweredTurn } from '../../db/batch/answered.ts';
import type { ConversationRow, OutreachFound, WindowRow } from '../../db/batch/load.ts';
import type { LoadRow } from '../../db/batch/lock-loads.ts';
import { emptyPlan, type Plan } from '../../db/batch/plan.ts';
import type { StoredMessage } from '../../db/batch/refs.ts';
import type { ThreadRow } from '../../db/batch/threads.ts';
import type { LastWords } from '../../db/batch/unanswered.ts';
import type * as schema from '../../db/schema.ts';
import type { ClientWeight } from '../../domain/client.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { SeekPerson } from '../../domain/effect.ts';
import type { ClientId, ContactId, DepartmentId, IdentityId, NewId, Seq, SpecialistId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { OutreachOnRecord } from '../../domain/lead.ts';
import type { Presence } from '../../domain/specialist.ts';
import type { Snapshot } from '../assign/basis.ts';
import type { Company, Department } from '../company.ts';
import { Outdated } from './failure.ts';

/** What becomes of a search that finds nobody: the flow is told, nothing is (it waited already), or the head is called (it waited too long). */
export type IfNobody = 'told' | 'silent' | 'overdue';

/** One flush as it is being decided: its time, what it will write, and the load rows once they are locked. */
export interface Batch {
  readonly now: Date;
  readonly newId: NewId;
  readonly company: Company;
  readonly plan: Plan;
  /** units given back, until the load rows are locked */
  readonly givenBack: { specialist: SpecialistId; department: DepartmentKey; units: number }[];
  /** departments where a place came free */
  readonly freed: Set<DepartmentKey>;
  readonly windows: WindowDraft[];
  /** of the colleagues in whose names something is done, those who have not left; read under the locks, whatever the company was read as */
  readonly present: Set<SpecialistId>;
  /** outreach on record that strangers' answers may lead by (R5) */
  outreach: readonly OutreachOnRecord[];
  /** the load rows, where somebody is named by hand: locked before anything is decided, so that what speaks against them is known */
  book: LoadBook | null;
}

export function newBatch(of: Pick<Batch, 'now' | 'newId' | 'company'>): Batch {
  return { ...of, plan: emptyPlan(), givenBack: [], freed: new Set(), windows: [], present: new Set(), outreach: [], book: null };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export interface ContactDraft {
  readonly id: ContactId;
  readonly name: string | null;
  readonly language: Language;
  /** the company knows a way to them besides the one they wrote from */
  isReachable: boolean;
  /** versions of the consent they have given */
  readonly consents: Set<string>;
  /** asked to rate a conversation last at */
  ratingAskedAt: Date | null;
}

/** One of the clients a contact is of, with all that decides who serves it. */
export interface ClientDraft extends ClientWeight {
  readonly id: ClientId;
  readonly name: string;
  /** on record */
  readonly deals: number;
  /** what the contact is there, in the company's own words */
  readonly role: string | null;
  readonly owners: Map<DepartmentKey, SpecialistId>;
  /** whoever of sales called or wrote to it, or to the contact, lately, until the first deal: comes before the rest of sales (R5) */
  readonly outreach: OutreachFound | null;
}

/** A window under its lock, with all that is open in it. Changed in memory, written by `finish`. */
export interface WindowDraft {
  readonly row: Mutable<WindowRow>;
  readonly isNew: boolean;
  /** the identity that was inserted for it, to be linked, or taken back when all was refused */
  readonly newIdentity: { readonly id: IdentityId; readonly isInserted: boolean } | null;
  /** as it was locked, to see whether it changed */
  readonly stored: WindowRow | null;
  readonly contact: ContactDraft;
  /** by proof, or as a client the company serves: not a stranger, whom a first word makes a client (R6) */
  readonly isKnown: boolean;
  /** whom the contact is of now; whose a conversation is, it says itself (`clientOf`) */
  readonly clients: ClientDraft[];
  /** whoever of sales called or wrote lately to a contact who is nobody's yet (R5) */
  readonly outreach: OutreachFound | null;
  readonly conversations: ConversationDraft[];
  /** what stands where in the channels, as far as this batch asks for it */
  readonly refs: Map<string, Seq>;
  /** stored messages this batch has to do with, as they are by now */
  readonly messages: Map<Seq, StoredMessage>;
  /** a conversation of it waits for this batch's routing; what came after it waits too */
  seeking: { readonly conversation: ConversationDraft; readonly seek: SeekPerson; readonly ifNobody: IfNobody } | null;
}

export interface ConversationDraft {
  readonly row: Mutable<ConversationRow>;
  readonly flow: Flow;
  readonly window: WindowDraft;
  readonly isNew: boolean;
  isTouched: boolean;
  /** who had it before this batch: their desks are notified of the change too */
  readonly before: { readonly specialist: string | null; readonly department: string; readonly units: number };
  /** whose budget it counts against */
  reserved: { readonly specialist: SpecialistId; readonly department: DepartmentKey } | null;
  /** rows of this batch that may still change in it */
  newTurn: typeof schema.turn.$inferSelect | null;
  newHold: typeof schema.turnHold.$inferSelect | null;
  /** the turn that a message, which never arrived, had answered; looked up only for those */
  answered: Omit<AnsweredTurn, 'windowId' | 'conversationId'> | null;
  /** named by hand in this batch although they are away, and when they are back */
  named: { readonly specialist: SpecialistId; readonly backAt: Date | null } | null;
  /** what the client said in its newest turn; looked up only where it may go over to another conversation */
  lastWords: readonly LastWords[];
  /** its thread among colleagues */
  thread: ThreadDraft | null;
  /** the newest message of a specialist to the client; looked up only where several conversations are open */
  lastReply: Seq;
  /** the newest message of either to the other; looked up likewise */
  lastWord: Seq;
  /** what searches in vain came to since its last event; looked up only for those that wait in a queue and are named */
  readonly searchedInVain: Set<string>;
}

export type ThreadDraft = ThreadRow & { readonly isNew: boolean };

/** Load rows as locked and as they change while the batch routes. */
export interface LoadBook {
  readonly departments: ReadonlySet<DepartmentKey>;
  readonly specialists: ReadonlySet<SpecialistId>;
  readonly rows: readonly BookRow[];
  readonly changed: Set<BookRow>;
  /** by department, from the first decision about it on */
  readonly snapshots: Map<DepartmentKey, Snapshot>;
}

/** A load row with how available its person is now, by what they set, their absences and shifts. */
export type BookRow = Mutable<Omit<LoadRow, 'availability' | 'present'> & { readonly availability: Presence }>;

export function departmentId(company: Company, key: DepartmentKey): DepartmentId {
  const found = company.departments.find((each) => each.key === key);
  if (found === undefined) throw new Outdated('company', `no department ${key}`);
  return found.id;
}

export function departmentOf(company: Company, id: string): Department {
  const found = company.departments.find((each) => each.id === id);
  if (found === undefined) throw new Outdated('company', `no department ${id}`);
  return found;
}

export function departmentKey(company: Company, id: string): DepartmentKey {
  return departmentOf(company, id).key;
}

/** A stored conversation, ready to be decided about. */
export function draftOf(company: Company, window: WindowDraft, row: ConversationRow): ConversationDraft {
  const department = departmentKey(company, row.departmentId);
  const place = row.placeDepartmentId === null ? department : departmentKey(company, row.placeDepartmentId);
  return {
    row,
    flow: company.pinned(row.flow, row.flowVersion, row.treeHash),
    window,
    isNew: false,
    ...untouched(),
    before: { specialist: row.specialistId, department, units: row.caseUnits },
    reserved: row.caseUnits > 0 && row.specialistId !== null ? { specialist: row.specialistId as SpecialistId, department: place } : null,
  };
}

/** What this batch has not looked up or changed yet. */
export function untouched() {
  return {
    isTouched: false,
    newTurn: null,
    newHold: null,
    answered: null,
    named: null,
    lastWords: [],
    thread: null,
    lastReply: 0,
    lastWord: 0,
    searchedInVain: new Set<string>(),
  };
}

/** One of the window's conversations that are not closed. */
export function conversationIn({ conversations }: WindowDraft, id: string): ConversationDraft | undefined {
  return conversations.find((each) => each.row.id === id);
}

/**
 * The client a conversation is of. One that came with a contact who is of a single other client is that one's; where there are several it has
 * to be said whose it is, and until then it is nobody's.
 */
export function clientOf({ row, window: { clients } }: ConversationDraft): ClientDraft | null {
  const [only] = clients;
  return clients.find((each) => each.id === row.clientId) ?? (clients.length === 1 && only !== undefined ? only : null);
}

/** Whoever of sales was in touch first, about the conversation's client or, with a contact who is nobody's, at all (R5). */
export function outreachFor(conversation: ConversationDraft): OutreachFound | null {
  const { clients, outreach } = conversation.window;
  return clients.length === 0 ? outreach : (clientOf(conversation)?.outreach ?? null);
}

/** The first touch in a batch gives the conversation its next version. */
export function touch(conversation: ConversationDraft): void {
  if (conversation.isTouched) return;
  conversation.isTouched = true;
  conversation.row.version += 1;
}
