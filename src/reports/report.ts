import type { Queries } from '../db/db.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Day } from '../domain/day.ts';
import type { Worded } from '../domain/language.ts';
import type { Origin } from '../domain/origin.ts';
import type { Company } from '../engine/company.ts';

/** What managers read. Each is one file of this room; pages, exports and the API ask the same one. */
export const reportKeys = ['response', 'load', 'assignments', 'violations', 'handovers', 'tree', 'clients', 'plan', 'payments'] as const;

export type ReportKey = (typeof reportKeys)[number];

/** What numbers can be told apart by, at most two at a time. */
export const dimensions = [
  'department',
  'specialist',
  'channel',
  'size',
  'topic',
  'day',
  'week',
  'month',
  'hour',
  'weekday',
  'rule',
] as const;

/**
 * What only one report can be told apart by: the tree's version (its hash), its questions, how they were answered, and where that led;
 * a client's stage.
 */
const ownDimensions = ['tree', 'question', 'answer', 'leaf', 'stage'] as const;

export const allDimensions = [...dimensions, ...ownDimensions] as const;

export type Dimension = (typeof allDimensions)[number];

/** `seconds` and `days` are durations; `money` is minor units of the company's currency; a `share` is 0 to 1. */
export type Unit = 'count' | 'share' | 'seconds' | 'days' | 'units' | 'money' | 'ratio' | 'score';

/** A number that is defined once: what it is called, what it is, and what it is measured in. */
export interface Column {
  readonly key: string;
  readonly unit: Unit;
  readonly name: Worded;
  readonly definition: Worded;
}

/** Whose numbers somebody may see: all; those of departments; those of one person. Tried by every report, whatever is asked for. */
export type Sight =
  | { readonly type: 'all' }
  | { readonly type: 'departments'; readonly keys: readonly string[] }
  | { readonly type: 'person'; readonly id: string };

export interface Filter {
  /** keys and ids; absent: whichever; `none` of a specialist, a size, a topic: where there is none */
  readonly department?: string;
  readonly specialist?: string;
  readonly channel?: string;
  readonly size?: string;
  readonly topic?: string;
  /** as `by` gives them: `09`, `1` for Monday; asked only of a report that can be told apart by it, as `rule` is */
  readonly hour?: string;
  readonly weekday?: string;
  readonly rule?: string;
  readonly tree?: string;
  readonly question?: string;
  readonly answer?: string;
  readonly leaf?: string;
  readonly stage?: string;
}

/** A question to a report: days are the company's, both included. */
export interface Question {
  readonly from: Day;
  readonly until: Day;
  readonly filter: Filter;
  readonly by: readonly Dimension[];
  readonly origins: readonly Origin[];
  readonly sight: Sight;
}

export type Values = Readonly<Record<string, number | null>>;

/** `by`: a value for each dimension asked for; null: none, such as no topic. */
export interface Row {
  readonly by: Readonly<Record<string, string | null>>;
  readonly values: Values;
}

export interface Answer {
  readonly rows: readonly Row[];
  readonly total: Values;
}

/** What stands behind a number, one of as many as it says. Ids, times and codes; whoever may read the conversation finds the rest there. */
export interface Evidence {
  readonly at: Date;
  readonly conversation: string | null;
  readonly client: string | null;
  readonly department: string | null;
  readonly specialist: string | null;
  /** `done`, `open`, `waived`, `unanswered`; or a state of the report's own */
  readonly state: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface EvidencePage {
  readonly rows: readonly Evidence[];
  /** all there are, whatever page this is */
  readonly total: number;
}

export interface ReportDeps {
  readonly db: Queries;
  readonly company: Company;
  readonly calendar: Calendar;
  readonly now: Date;
}

export interface Report {
  readonly key: ReportKey;
  /** what it can be told apart by */
  readonly by: readonly Dimension[];
  columns(deps: ReportDeps): readonly Column[];
  answer(deps: ReportDeps, question: Question): Promise<Answer>;
  /** What is behind a column; null: there is no such column, or nothing stands behind it one by one. */
  evidence(deps: ReportDeps, question: Question, metric: string, page: Page): Promise<EvidencePage | null>;
}

export interface Page {
  readonly offset: number;
  readonly limit: number;
}
