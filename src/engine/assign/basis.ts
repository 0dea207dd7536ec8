import { type Basis, namesIn } from '../../domain/basis.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import { changesBetween } from '../../domain/roster.ts';
import type { Candidate, Seek } from '../../domain/route.ts';
import type { BookRow, LoadBook } from '../batch/draft.ts';
import { candidateOf } from '../batch/load-book.ts';

/** Whom a decision may look at, and nobody else: what it did not see need not be kept. */
export interface Compared {
  /** who works in the department */
  readonly staff: readonly Candidate[];
  /** whom the facts name besides */
  readonly others: readonly Candidate[];
}

export function comparedFor(book: LoadBook, department: DepartmentKey, facts: unknown): Compared {
  const isStaff = (each: BookRow) => each.here && each.department === department;
  const names = namesIn(facts);
  const shown = book.snapshots.get(department)?.shown ?? [];
  return {
    // A batch decides over and over among the same people, of whom one or two change: the others are not made anew.
    staff: book.rows.filter(isStaff).map((row, i) => unchanged(shown[i], row) ?? candidateOf(row)),
    others: book.rows.filter((each) => !isStaff(each) && names.has(each.specialist)).map(candidateOf),
  };
}

function unchanged(shown: Candidate | undefined, row: BookRow): Candidate | null {
  if (shown === undefined) return null;
  for (const key in shown) if (shown[key as keyof Candidate] !== row[key as keyof BookRow]) return null;
  return shown;
}

/** A department's people as a batch found them, and as they were at the last decision that was kept. */
export interface Snapshot {
  readonly id: string;
  decisions: number;
  shown: readonly Candidate[];
}

/** Puts down what a decision is taken on, next in its snapshot; `write` is given the people of a snapshot that is new. */
export function keepBasis<Facts>(
  { snapshots }: LoadBook,
  decided: { readonly facts: Facts; readonly seek: Seek; readonly compared: Compared },
  write: (staff: readonly Candidate[]) => string,
): { readonly snapshotId: string; readonly basis: Basis<Facts> } {
  const { facts, seek, compared } = decided;
  const { department } = seek;
  const snapshot = snapshots.get(department) ?? { id: write(compared.staff), decisions: 0, shown: compared.staff };
  snapshots.set(department, snapshot);
  const changes = changesBetween(snapshot.shown, compared.staff);
  snapshot.shown = compared.staff;
  return { snapshotId: snapshot.id, basis: { position: snapshot.decisions++, changes, others: compared.others, facts, seek } };
}
