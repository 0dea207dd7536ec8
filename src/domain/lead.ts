import { calledSo } from './called.ts';
import { addressesIn, phoneEnds } from './contact-detail.ts';
import type { SpecialistId } from './ids.ts';
import { organisationKey } from './organisation.ts';
import type { Policy } from './policy.ts';

/**
 * Whom of sales a stranger's own words lead to, when they are asked which manager contacted them, or for their organisation (R5). It chooses
 * among sales where the tree has led there, and proves nothing of who they are: nothing is shown or told for it (R6). Ids only, for the log.
 */
export type Lead = {
  /** one, or several of one name */
  readonly people: readonly SpecialistId[];
  /** the outreach on record it was found by; absent: they are called as the client says */
  readonly outreach?: RecordedOutreach;
};

export type RecordedOutreach = {
  readonly record: string;
  /** ISO time of the call or letter */
  readonly at: string;
  /** who called or wrote; another may go on with the client */
  readonly caller: SpecialistId;
};

const day = 86_400_000;

/** For how many days an outreach counts; 30 where the policy says nothing. */
export function outreachDays({ outreachDays: days = 30 }: Pick<Policy, 'outreachDays'>): number {
  return days;
}

/** What sales did before counts no more. */
export function outreachSince(policy: Pick<Policy, 'outreachDays'>, now: Date): Date {
  return new Date(now.getTime() - outreachDays(policy) * day);
}

export const leadingPurposes = ['organisation', 'manager'] as const;

/** What a text question is asked for, as far as its answer leads to somebody. */
export type LeadingPurpose = (typeof leadingPurposes)[number];

/** By what a record of outreach can be found in a text. */
export interface Handle {
  readonly kind: 'phone' | 'email' | 'telegram' | 'organisation';
  /** a phone by its end, the rest whole */
  readonly value: string;
}

/** Reads what a text may lead by. Of the manager a client may give the name, or whatever else they know of the call. */
export function handlesIn(text: string): readonly Handle[] {
  const key = organisationKey(text.slice(0, 500));
  return [
    ...phoneEnds(text).map((value) => ({ kind: 'phone', value }) as const),
    ...addressesIn(text),
    ...(key === '' ? [] : [{ kind: 'organisation', value: key } as const]),
  ];
}

/** A record that counts, of somebody whom the company does not serve yet, with the handle it was found by. */
export interface OutreachOnRecord extends Handle {
  readonly record: string;
  readonly at: string;
  readonly caller: SpecialistId;
  /** who goes on with the client: the caller, or who is named to */
  readonly closer: SpecialistId;
}

/** Whoever may be called as the client says. */
export interface Colleague {
  readonly id: SpecialistId;
  readonly name: string;
  readonly isInSales: boolean;
  readonly hasLeft: boolean;
}

/** What was typed, and for what. */
export interface Typed {
  readonly text: string;
  readonly purpose: LeadingPurpose;
}

/**
 * Whom an answer leads to, with what the answers before it led to. A record outweighs a name, unless the client names somebody else than
 * both who called them and who goes on; of several records the first counts. Null: it leads to nobody new.
 */
export function leadOf({ text, purpose }: Typed, records: readonly OutreachOnRecord[], staff: Iterable<Colleague>, before: Lead | null) {
  const handles = handlesIn(text);
  const found = records.filter(({ kind, value }) => handles.some((each) => each.kind === kind && each.value === value)).map(leadByRecord);
  const known = before?.outreach === undefined ? found : [...found, { ...before, outreach: before.outreach }];
  const named = purpose === 'manager' ? calledSo(text, staff) : [];
  const isNamed = ({ people, outreach }: Recorded) => named.some(({ id }) => people.includes(id) || outreach.caller === id);
  if (purpose === 'organisation' && before !== null && before.outreach === undefined) return agreeing(found, before);
  if (named.length === 0) return found[0] ?? null;
  return known.find(isNamed) ?? leadByName(named) ?? found[0] ?? null;
}

type Recorded = Lead & { readonly outreach: RecordedOutreach };

/** The record of somebody whom the client has named already. */
function agreeing(found: readonly Recorded[], { people }: Lead): Lead | null {
  return found.find((each) => people.some((id) => id === each.outreach.caller || each.people.includes(id))) ?? null;
}

function leadByRecord({ record, at, caller, closer }: OutreachOnRecord): Recorded {
  return { people: [closer], outreach: { record, at, caller } };
}

/** Those of sales who are called so; where none of them is, somebody who was and left: that is said, and sales choose anew (R16). */
function leadByName(named: readonly Colleague[]): Lead | null {
  const here = named.filter(({ isInSales }) => isInSales);
  const people = here.length > 0 ? here : named.filter(({ hasLeft }) => hasLeft);
  return people.length === 0 ? null : { people: people.map(({ id }) => id).toSorted() };
}
