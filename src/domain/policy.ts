import type { SizeClass } from './client.ts';
import type { DepartmentKey } from './department.ts';
import type { Worded } from './language.ts';
import type { ProductLine } from './product-line.ts';
import type { Segments } from './segment.ts';
import type { ServingRow } from './serving.ts';
import type { Topic } from './topic.ts';

/** A specialist's whole budget, portfolio or open conversations, in units; every weight is a whole number of them (R12). */
export const fullBudget = 6000;

/** The numbers of the rules: versioned data a company can change, never constants in code. */
export interface Policy {
  readonly conversations: {
    /** open conversations one specialist of capacity 1 has at a time, by department */
    readonly limit: Readonly<Record<DepartmentKey, number>>;
    /** a specialist may take, or be named for, a conversation beyond the limit; it is then recorded as overload */
    readonly overloadByHand: boolean;
    /** of each person's places strangers may have so many percent, the rest is kept for known clients; 80 when absent */
    readonly strangersPercent?: number;
    /** of those who can have a conversation, whoever speaks the client's language comes before load (R11); not when absent */
    readonly languageFirst?: boolean;
  };
  readonly portfolio: {
    /** share of a full portfolio one client takes, as units out of `fullBudget`, by department and size */
    readonly weights: Readonly<Record<DepartmentKey, Readonly<Record<SizeClass, number>>>>;
  };
  readonly reaction: {
    /** working minutes for the first answer of a conversation, by department (R13) */
    readonly firstMinutes: Readonly<Record<DepartmentKey, number>>;
    /** working minutes for every later answer */
    readonly laterMinutes: number;
    /** working minutes after which the head is called to a conversation nobody could take (R11); 10 when absent */
    readonly queueMinutes?: number;
  };
  /** who counts as here, and is given new conversations (R16) */
  readonly presence?: {
    /** a sign at the desk or in Slack counts so long; 15 when absent */
    readonly minutes?: number;
    /** the word "available" counts so long; 12 when absent */
    readonly wordHours?: number;
    /** whoever has not left by hand counts as here, sign or none */
    readonly assumed?: boolean;
  };
  /** within which a head accepts what another department hands over, before the director is asked (R8) */
  readonly acceptance?: {
    /** working minutes, for who is to have a conversation; 30 when absent */
    readonly conversationMinutes?: number;
    /** working hours, for who is to own a client; 8 when absent */
    readonly ownershipHours?: number;
  };
  /** meetings with clients, which sales have, and calls (R4, R16) */
  readonly meetings?: {
    /** a meeting with a large newcomer is agreed within so many working hours of the answer; 8 when absent */
    readonly agreeHours?: number;
    /** how long a meeting is if nobody says it; 60 when absent */
    readonly lengthMinutes?: number;
    /** its person is reminded so long before; 60 when absent */
    readonly noticeMinutes?: number;
    /** a client is suggested for a meeting once in so many days, however often it writes; 30 when absent */
    readonly suggestDays?: number;
    /** somebody on a call counts as away so long, if nothing more is heard of it; 20 when absent */
    readonly callMinutes?: number;
  };
  /** who answers debts and payments of clients the client department serves (R9); `finance` when absent */
  readonly receivables?: 'finance' | 'client';
  /** who was called or written to by sales so many days ago at most goes to that salesperson (R5); 30 when absent */
  readonly outreachDays?: number;
  /** ownership made by a first assignment expires without a deal after so many days (R12); 90 when absent */
  readonly ownershipDays?: number;
  /** working minutes a new owner has for a first word to a client, or to look at one that was given to them (R17); 480 when absent */
  readonly newOwnerMinutes?: number;
  /** working hours the head has for a leaver's clients whom nobody could be given to at once; 8 when absent */
  readonly leaverHours?: number;
  /** a contact is asked to rate a conversation at most once in so many days (R23); 30 when absent */
  readonly ratingDays?: number;
  /** offered where somebody says why a client's last words need no answer (R13); the usual ones when absent */
  readonly noReplyReasons?: readonly Worded[];
  readonly waits: {
    readonly reminderMinutes: number;
    readonly abandonHours: number;
    readonly reopenHours: number;
    readonly idleDays: number;
    /** a stranger waiting so long for a person is offered to leave a phone, an e-mail or Telegram (R31); outside hours at once */
    readonly offerSeconds?: number;
    /** who left a way to reach them, and has not seen an answer for so long, is called back (R31) … */
    readonly unseenMinutes?: number;
    /** … within this working time; 60 when absent */
    readonly callBackMinutes?: number;
  };
  /** when clients move from sales to the client department, by product line (R17) */
  readonly productLines?: Readonly<Record<string, ProductLine>>;
  /** which department serves clients of a size, from which deal on (R17); absent, or without a line for them: their stage decides */
  readonly serving?: readonly ServingRow[];
  /** from which turnover a client is of which size (R17); absent: deals change no size */
  readonly segments?: Segments;
  /** days without a deal, a payment or a sign of use until a served client is dormant (180), and a dormant one lost (365) */
  readonly stages?: { readonly dormantDays?: number; readonly lostDays?: number };
  /** when payments that are expected count as early and late (R32) */
  readonly payments?: {
    /** a first expected payment may come so many days ahead; 31 when absent */
    readonly earlyDays?: number;
    /** so many days after its due date one that has not come is late; 0 when absent */
    readonly graceDays?: number;
  };
  /** webhooks to the company's systems */
  readonly webhooks?: {
    /** an endpoint that nothing has reached for so many days is paused; 5 when absent */
    readonly pauseDays?: number;
  };
  /** how long personal data is kept, and what is told of single persons */
  readonly personal?: {
    /** so many months after its end the words and files of a conversation are erased; 0, or absent: never */
    readonly wordsMonths?: number;
    /** a contact with whom nothing has happened for so many months is erased; 0, or absent: never */
    readonly contactMonths?: number;
    /** reports tell departments apart, never persons; each still sees their own numbers */
    readonly departmentsOnly?: boolean;
    /** so many months numbers are kept by person, then by department only; 12 when absent, 0: for ever */
    readonly figureMonths?: number;
  };
  /** what conversations can be about; those of every company when absent */
  readonly topics?: readonly Topic[];
  /** agreement to the processing of personal data; absent: nobody is asked */
  readonly consent?: Consent;
}

export interface Consent {
  /** nobody's first message is taken without it */
  readonly required: boolean;
  /** a new wording is a new version, and is asked for again */
  readonly version: string;
  readonly text: Worded;
  /** where it can be read in full */
  readonly url?: string;
}
