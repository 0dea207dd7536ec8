import type { OutreachFound } from '../db/batch/load.ts';
import type { ClientStage, ClientWeight } from '../domain/client.ts';
import type { DepartmentKey } from '../domain/department.ts';
import type { WorkingTime } from '../domain/hours.ts';
import type { ClientId, ContactId, SpecialistId, WindowId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import { presenceAt } from '../domain/specialist.ts';
import type { BookRow, LoadBook } from '../engine/batch/draft.ts';
import type { Company } from '../engine/company.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A specialist's load row and what they are up to. */
export interface Colleague {
  readonly id: SpecialistId;
  readonly department: DepartmentKey;
  readonly shifts: WorkingTime;
  readonly load: Mutable<BookRow>;
  /** on holiday or ill from here to there */
  readonly absent: readonly [from: number, until: number] | null;
}

export interface Staff {
  readonly company: Company;
  readonly colleagues: readonly Colleague[];
}

type Known = ClientWeight & { readonly id: ClientId; readonly stage: ClientStage; readonly deals?: number };

/** A client somebody writes for. */
export interface Place {
  readonly client: Known;
  readonly owners: Map<DepartmentKey, SpecialistId>;
  /** what they are at the client, in the company's words */
  readonly role: string | null;
}

/** What somebody who was called remembers. */
export interface Called {
  readonly by: SpecialistId;
  readonly phone: string;
}

/** Somebody who writes: for a client the company knows, with owners, or a stranger with none. */
export interface Writer extends Omit<Place, 'client'> {
  readonly window: WindowId;
  readonly contact: ContactId;
  readonly name: string | null;
  readonly language: Language;
  readonly client: Known | null;
  /** other clients they write for too, such as a bookkeeper of several (R6) */
  readonly also: readonly Place[];
  /** the salesperson who called or wrote to them lately (R5) */
  outreach: SpecialistId | null;
  /** … by the record of it, where there is one */
  lead?: OutreachFound | null;
  /** they were called where the company does not know them, and what they can say of it when they come (R5) */
  called: Called | null;
}

function isAfter(until: Date | null, now: Date): boolean {
  return until !== null && until > now;
}

/** The load rows themselves: nobody else changes them, so there is nothing to lock. */
export function openBook({ company, colleagues }: Staff, now: Date): LoadBook {
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
