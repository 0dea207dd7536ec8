import type { Db } from '../../db/db.ts';
import { goneStandIns, heldByMissing } from '../../db/turns/due.ts';
import type { ConversationId } from '../../domain/ids.ts';
import { onShiftAt } from '../assign/queue.ts';
import type { Company } from '../company.ts';
import type { NotThere, StandInGone } from '../submissions/submission.ts';

interface MissingDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly company: () => Company;
  readonly submit: (found: readonly (NotThere | StandInGone)[]) => Promise<unknown>;
}

/** conversations at a time */
const page = 200;

/** Takes back that somebody stands in who is gone from there. Returns how many there were. */
export async function forgetGone({ db, submit }: Pick<MissingDeps, 'db' | 'submit'>): Promise<number> {
  const gone = await goneStandIns(db, page);
  await submit(gone.map((each) => ({ type: 'stand-in-gone', ...each })));
  return gone.length;
}

/**
 * Hands on answers that are owed by people who are not there: who set themselves away or off, are absent, left, or have no shift while
 * their department works (R16). They go on elsewhere before their deadline comes. A promise stays with whoever gave it, unless they are
 * away for longer. `among`: all of these conversations, else the most pressing of all. Returns how many there were.
 */
export async function handOnMissing({ db, now, company, submit }: MissingDeps, among?: readonly ConversationId[]): Promise<number> {
  const at = now();
  const { departments } = company();
  const working = departments.filter((each) => each.workingTime.isOpen(at)).map((each) => each.id);
  if (working.length === 0) return 0;
  const present = { working, onShift: onShiftAt(company(), at) };
  const held = await heldByMissing(db, at, present, among === undefined ? { limit: page } : { among });
  await submit(held.map((each) => ({ type: 'not-there', ...each })));
  return held.length;
}
