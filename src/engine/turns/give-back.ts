import type { Queries } from '../../db/db.ts';
import { lockWindowsOf, moveHolds, type OpenHold, openHolds, timesAtDesk } from '../../db/turns/open-holds.ts';
import { outages } from '../../db/turns/outage.ts';
import { unnotifiedHolds } from '../../db/turns/unnotified.ts';
import type { Piece } from '../../domain/hours.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { dueWithout, type Moved, outside } from '../../domain/lost-time.ts';
import { departmentOf } from '../batch/draft.ts';
import type { Company } from '../company.ts';

/** What reaches people within this time reaches them at once, in ms. */
const graceMs = 30_000;

/** What became of deadlines when lost time was looked for. */
export interface GivenBack {
  /** how many moved */
  readonly moved: number;
  /** whoever holds these, which have come, was not here when they became theirs, and has not come since */
  readonly neverHere: readonly Pick<OpenHold, 'conversation' | 'specialist'>[];
}

/**
 * Gives open holds back what was lost of them (R16): while no server was alive or its clock jumped; for whoever answers from Slack also
 * while Slack was down, and until the thread showed them the matter, unless they were at the desk in that time; until they came, for who
 * was not here when it became theirs; and what was working time when it began and is none by now. Reckoned from the hold's beginning every time, so what was given back once is not given twice.
 * `which`: all, or those of these conversations whose deadline has come. Call inside a transaction.
 */
export async function giveBack(tx: Queries, company: Company, now: Date, which: readonly string[] | 'all'): Promise<GivenBack> {
  await lockWindowsOf(tx, which === 'all' ? 'all-owing' : which);
  const holds = await openHolds(tx, now, which);
  if (holds.length === 0) return { moved: 0, neverHere: [] };
  const lostOf = await readLosses(tx, company, now, holds);
  const reckoned = holds.map((hold) => ({ ...hold, before: hold.due, ...reckon(hold, lostOf(hold), company) }));
  const moved = reckoned.filter((each) => each.due > each.before);
  if (moved.length > 0) await moveHolds(tx, moved);
  const neverHere = reckoned.filter((each) => each.due <= now && each.kind !== 'promise' && !each.wasHere && each.cameAt === null);
  return { moved: moved.length, neverHere };
}

function reckon({ from, due, movedMs, schedule, givenMs, department }: OpenHold, lost: readonly Piece[], company: Company) {
  const given = givenMs ?? undefined;
  const term = { from, due: new Date(due.getTime() - movedMs), byClock: schedule === null, given };
  const { workingTime, schedule: reckonedBy } = departmentOf(company, department);
  const next = dueWithout(term, lost, workingTime);
  const ms = { from: from.getTime(), due: term.due.getTime(), byClock: term.byClock, given };
  // What was over before it began, or began after it was over, moved nothing.
  const counted = lost.filter(([begin, end]) => end > ms.from && begin < next.getTime());
  const moved: Moved = { ...ms, lost: counted, schedule: reckonedBy };
  return { due: next, moved };
}

/** Reads all that may be lost of these holds, and returns what says it of one. */
async function readLosses(tx: Queries, { accounts }: Company, now: Date, holds: readonly OpenHold[]) {
  const since = new Date(Math.min(...holds.map((each) => each.from.getTime())));
  const account = accounts.get('slack') ?? null;
  const inSlack = account === null ? [] : holds.filter((each) => each.inSlack);
  const down = await outages(tx, since, now);
  const atDesk = await timesAtDesk(tx, [...new Set(inSlack.map((each) => each.specialist))], since);
  const untold =
    account === null ? [] : await unnotifiedHolds(tx, { conversations: inSlack.map((each) => each.conversation), account, graceMs });
  const shown = new Map(untold.map(({ turn, n, shownAt }) => [`${turn} ${n}`, shownAt]));

  const inSlackLost = ({ turn, n, from, specialist }: OpenHold): readonly Piece[] => {
    const shownAt = shown.get(`${turn} ${n}`);
    const late: readonly Piece[] = shownAt === undefined ? [] : [[from.getTime(), (shownAt ?? now).getTime()]];
    return outside([...down.slack, ...late], atDesk.get(specialist as SpecialistId) ?? []);
  };
  return (hold: OpenHold): readonly Piece[] => {
    const absent: readonly Piece[] =
      hold.kind === 'promise' || hold.wasHere || hold.cameAt === null ? [] : [[hold.from.getTime(), hold.cameAt.getTime()]];
    return [...down.server, ...(account !== null && hold.inSlack ? inSlackLost(hold) : []), ...absent];
  };
}
