import type { SizeClass } from './client.ts';
import type { LeafId, QuestionId } from './content.ts';
import type { DepartmentKey } from './department.ts';
import type { Seq, SpecialistId } from './ids.ts';
import type { Lead } from './lead.ts';

/** A text of the desk to the client, by key; the words are made when it is carried out, in the client's language. */
export type Tell =
  /** the question now open, with its buttons; `reason` words what comes before it */
  | {
      readonly type: 'tell';
      readonly key: 'question';
      readonly question: QuestionId;
      readonly reason: 'asked' | 'not-understood' | 'reminder';
    }
  /** a contact of several clients: for which of them; the buttons are made of their names when it is carried out */
  | { readonly type: 'tell'; readonly key: 'whose-client'; readonly reason: 'asked' | 'not-understood' }
  /** a person is here: name and department (R14), with the leaf's word to the client when the tree has just ended */
  | {
      readonly type: 'tell';
      readonly key: 'joined';
      readonly specialist: SpecialistId;
      readonly department: DepartmentKey;
      readonly leaf?: LeafId;
    }
  /** a person is called to a client who is on the phone or in the office, and comes within minutes; else the stand-in does (R7) */
  | {
      readonly type: 'tell';
      readonly key: 'called';
      readonly specialist: SpecialistId;
      readonly department: DepartmentKey;
      readonly standIn?: SpecialistId;
      readonly leaf?: LeafId;
    }
  /** everybody is busy: they see that they wait, and for whom (R1) */
  | { readonly type: 'tell'; readonly key: 'queued'; readonly department: DepartmentKey; readonly leaf?: LeafId }
  /** they have waited long; when somebody will be there, where that can be said */
  | { readonly type: 'tell'; readonly key: 'queue-late'; readonly department: DepartmentKey }
  | { readonly type: 'tell'; readonly key: 'resolved' }
  /** to leave a phone, an e-mail or Telegram (R31); it may take the place of the text that named who comes, so it names them too */
  | {
      readonly type: 'tell';
      readonly key: 'offer';
      readonly specialist?: SpecialistId;
      readonly department: DepartmentKey;
      readonly leaf?: LeafId;
    }
  /** what they left is noted */
  | { readonly type: 'tell'; readonly key: 'contact-left'; readonly specialist?: SpecialistId; readonly department: DepartmentKey }
  /** by when they will be answered, in ms since 1970 (R13) */
  | {
      readonly type: 'tell';
      readonly key: 'promised';
      readonly specialist: SpecialistId;
      readonly department: DepartmentKey;
      readonly until: number;
    };

/**
 * Why a person is sought. `met`: they waited for one, and came or called meanwhile (R7); `takeover`: the one in charge was late, and keeps it
 * until somebody is found (R13); `away`: they are not there any more (R16); `handed-back`: it goes back to who was late, as both or the head
 * agreed.
 */
export type SeekReason =
  | 'opened'
  | 'written-to'
  | 'asked-for-human'
  | 'not-understood'
  | 'transferred'
  | 'taken'
  | 'reopened'
  | 'retried'
  | 'client-named'
  | 'met'
  | 'takeover'
  | 'away'
  | 'handed-back'
  | 'handed-back-by-head';

export interface SeekPerson {
  readonly type: 'seek-person';
  readonly department: DepartmentKey;
  readonly reason: SeekReason;
  /** this person and nobody else: taken, or transferred to a name */
  readonly exact?: SpecialistId;
  /** the one who had it, before anybody else: reopened */
  readonly prefer?: SpecialistId;
  /** not this person: who handed it on wants it to go to somebody else, who was late or is away cannot have it */
  readonly except?: SpecialistId;
  /** who were late with it in this department: whoever is found finishes in their place, and there is nobody third behind them (R13) */
  readonly late?: readonly SpecialistId[];
  /** named from the start to begin when the one in charge is late: a takeover asks them first */
  readonly standIn?: SpecialistId;
  /** who is with the client: stands in, and serves where nobody can come (R7) */
  readonly metBy?: SpecialistId;
  /** who was called to the client and could still come, as whoever met the client took it all the same */
  readonly insteadOf?: SpecialistId;
  /** size of a stranger's organisation as the tree found it; a known client's own size wins */
  readonly size?: SizeClass;
  /** whom of sales a stranger's answers lead to (R5) */
  readonly lead?: Lead;
}

/** What is counted; a row in `metric_event` with the conversation, its department and specialist, and the time. */
export type Metric =
  | 'opened'
  | 'client-message'
  | 'client-asked'
  | 'client-named'
  | 'question-answered'
  | 'question-missed'
  | 'reminded'
  | 'abandoned'
  | 'assigned'
  | 'queued'
  | 'queue-late'
  | 'replied'
  | 'taken'
  | 'transferred'
  | 'lapsed'
  | 'promised'
  | 'waived'
  | 'unavailable'
  | 'handed-back'
  | 'undelivered'
  | 'sent-over'
  | 'resolved'
  | 'reopened'
  | 'offered'
  | 'contact-left'
  | 'closed';

/** What a decision asks for. Plain data, carried out in the same transaction by `engine`. */
export type Effect =
  | Tell
  | SeekPerson
  /** the client waits for a person from this message on */
  | { readonly type: 'open-turn'; readonly message: Seq }
  /** the person in charge now holds the open turn, if there is one; `soon`: by the first answer's deadline, for somebody stands there */
  | { readonly type: 'hold-turn'; readonly specialist: SpecialistId; readonly soon?: true }
  | { readonly type: 'answer-turn'; readonly message: Seq }
  /** the open turn needs no answer */
  | { readonly type: 'end-turn' }
  /** the turn which this message had answered is open again, from now on */
  | { readonly type: 'reopen-turn'; readonly message: Seq }
  /** the person in charge holds the open turn until this moment, in ms since 1970, as they promised the client */
  | { readonly type: 'promise'; readonly specialist: SpecialistId; readonly until: number }
  /** the person in charge is notified, inside, that they are late */
  | { readonly type: 'remind'; readonly specialist: SpecialistId }
  /** the head of the department is called: nobody answers in time; `late`: who was late besides the person in charge */
  | { readonly type: 'call-head'; readonly late?: SpecialistId }
  /** … to a conversation that nobody could take; `full`: only portfolios keep people from having it */
  | { readonly type: 'call-head-to-queue'; readonly full: boolean }
  /** the conversation no longer counts against this person's open conversations */
  | { readonly type: 'release'; readonly specialist: SpecialistId }
  /** `delay` in ms from the event's time; `raised` comes back as the timer's event */
  | { readonly type: 'set-timer'; readonly key: string; readonly delay: number; readonly raised: { readonly type: string } }
  | { readonly type: 'clear-timer'; readonly key: string }
  | { readonly type: 'record'; readonly metric: Metric; readonly question?: QuestionId; readonly option?: string };
