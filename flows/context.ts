import type { SizeClass } from '../src/domain/client.ts';
import type { LeafId } from '../src/domain/content.ts';
import type { Answer } from '../src/domain/decision.ts';
import type { DepartmentKey } from '../src/domain/department.ts';
import type { ConversationEvent, Opened, TimerFired, Waits } from '../src/domain/event.ts';
import type { Seq, SpecialistId } from '../src/domain/ids.ts';
import type { Lead } from '../src/domain/lead.ts';
import type { Late } from './was-late.ts';

/** What the support machine is fed; a timer comes in as the event XState raised when it was set. */
export type SupportEvent = Exclude<ConversationEvent, TimerFired> | OfferDue;

/** They have waited long enough to be offered another way to be reached. */
export interface OfferDue {
  readonly type: 'offer.due';
}

/** All that a conversation remembers between events: ids and classifications, no words of anybody. A type, not an interface: it is stored as JSON. */
export type SupportContext = {
  readonly known: boolean;
  readonly waits: Waits;
  readonly department: DepartmentKey;
  /** the person in charge, whose place is reserved; null while nobody is */
  readonly specialist: SpecialistId | null;
  /** who was in charge last */
  readonly former: SpecialistId | null;
  /** whom the client was told they are with; null again once they were told that they wait */
  readonly introduced: SpecialistId | null;
  /** who begins when the person in charge is late with the first answer (R13) */
  readonly standIn: SpecialistId | null;
  /** who was late with it: the person in charge took over from them, and finishes the conversation */
  readonly replaced: SpecialistId | null;
  /** all who were late with it, and are not to have it (R13): `was-late.ts`; absent: nobody */
  readonly late?: readonly Late[] | undefined;
  /** which of those two has agreed to give it back; absent: neither */
  readonly agreed?: SpecialistId | undefined;
  /** the person in charge was late, and somebody is sought to take over; they keep it until then */
  readonly takeover: boolean;
  /** the client was told by when they are answered */
  readonly promised: boolean;
  /** the department the client was told they wait for; null while they do not wait in a queue */
  readonly waitingFor: DepartmentKey | null;
  /** who was sought last: sought again while the conversation is queued */
  readonly exact: SpecialistId | null;
  readonly prefer: SpecialistId | null;
  readonly answers: readonly Answer[];
  /** messages that answered nothing, over the whole tree */
  readonly misses: number;
  readonly leaf: LeafId | null;
  readonly size: SizeClass | null;
  /** whom of sales the answers lead to (R5); absent: to nobody */
  readonly lead?: Lead;
  /** the leaf's word to the client has not been said yet */
  readonly wordDue: boolean;
  /** the client's newest message */
  readonly lastMessage: Seq;
  /** the client waits for a person's answer */
  readonly turn: boolean;
  /** who is with the client, until they are answered: stands in for the person in charge (R7); absent where nobody ever was */
  readonly metBy?: SpecialistId | null;
  /** absent before it came to that; `past`: a person answered in time; `made`: it stands; then how it was answered */
  readonly offer?: 'past' | 'made' | 'taken' | 'declined';
};

/** What stands in for the input where there is none: XState makes a blank actor with every step, and asks for its context. */
const nothing: Opened = {
  type: 'opened',
  known: false,
  department: '',
  language: 'en',
  waits: { reminder: 0, abandon: 0, reopen: 0, idle: 0 },
  message: 0,
  says: { kind: 'text' },
};

export function contextOf(opened: Opened = nothing): SupportContext {
  return {
    known: opened.known,
    waits: opened.waits,
    department: opened.department,
    specialist: null,
    former: null,
    introduced: null,
    standIn: null,
    replaced: null,
    takeover: false,
    promised: false,
    waitingFor: null,
    exact: null,
    prefer: null,
    answers: [],
    misses: 0,
    leaf: null,
    size: null,
    wordDue: false,
    lastMessage: opened.message,
    turn: false,
  };
}
