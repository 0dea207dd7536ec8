import type { Db } from '../../src/db/db.ts';
import { clockOf, dayClock } from './naive-clock.ts';
import { type Assignment, type Conversation, type Happened, type Hold, readRows, type Turn } from './naive-rows.ts';

/*
 * What reports count, once more, from the rows that were written as things happened: by the definitions of R13 and R28 alone, one thing at
 * a time, without any of what the reports are made by. As slow as it likes.
 */

/** One thing that is counted. */
export interface Thing {
  readonly kind: string;
  readonly state: 'done' | 'open' | 'waived' | 'unanswered';
  /** an answer in time, an excused violation, an assignment beyond the limit */
  readonly good: boolean;
  readonly at: number;
  /** seconds */
  readonly working: number | null;
  readonly calendar: number | null;
  readonly value: number | null;
  readonly conversation: string;
  readonly by: Readonly<Record<'department' | 'specialist' | 'channel' | 'size' | 'topic' | 'rule', string | null>> & {
    readonly day: string;
    readonly hour: string;
    readonly weekday: string;
    readonly origin: string;
  };
}

/** Counts everything there is. */
export async function recount(db: Db): Promise<readonly Thing[]> {
  const { conversations, turns, holds, happened, assignments, ratings, sizes, begun, hours } = await readRows(db);
  const dayOf = await dayClock(db);
  const clocks = new Map(
    [...new Set(hours.map((each) => each.department))].map((key) => [key, clockOf(hours.filter((each) => each.department === key))]),
  );
  return conversations.flatMap((each) =>
    countOne(each, {
      turns: turns
        .filter(({ conversation }) => conversation === each.id)
        .map((turn) => ({ ...turn, holds: holds.filter((hold) => hold.turn === turn.id) })),
      happened: happened.filter(({ conversation }) => conversation === each.id),
      assignments: assignments.filter(({ conversation }) => conversation === each.id),
      rating: ratings.find(({ conversation }) => conversation === each.id),
      sizes: sizes.filter(({ client }) => client === each.client),
      wroteFirst: begun.find(({ conversation }) => conversation === each.id)?.event.by !== undefined,
      worked: (department, from, until) => (clocks.get(department) ?? ((a: number, b: number) => b - a))(from, until),
      dayOf,
    }),
  );
}

type Held = Turn & { readonly holds: readonly Hold[] };

interface About {
  readonly turns: readonly Held[];
  readonly happened: readonly Happened[];
  readonly assignments: readonly Assignment[];
  readonly rating: { readonly score: number; readonly at: Date } | undefined;
  readonly sizes: readonly { readonly from: Date; readonly size: string }[];
  readonly wroteFirst: boolean;
  /** ms of working time */
  readonly worked: (department: string, from: number, until: number) => number;
  readonly dayOf: Awaited<ReturnType<typeof dayClock>>;
}

const secondsOf = (ms: number) => Math.round(ms / 1000);

function countOne(of: Conversation, about: About): Thing[] {
  const { turns, happened, assignments, rating, sizes, wroteFirst, worked, dayOf } = about;
  const things: Thing[] = [];
  const began = happened.find(({ metric }) => metric === 'opened');
  const add = (
    kind: string,
    at: Date,
    who: { department: string; specialist: string | null; rule?: string },
    more: Partial<Pick<Thing, 'state' | 'good' | 'working' | 'calendar' | 'value'>> = {},
  ): void => {
    const known = sizes.filter((each) => each.from.getTime() <= at.getTime()).at(-1) ?? sizes[0];
    const by = { department: who.department, specialist: who.specialist, rule: who.rule ?? null, topic: of.topic, origin: of.origin };
    things.push({
      ...{ kind, at: at.getTime(), state: 'done', good: false, working: null, calendar: null, value: null, conversation: of.id },
      ...more,
      by: { ...by, channel: began?.channel ?? of.channel, size: known?.size ?? null, ...dayOf(at) },
    });
  };

  const steps = happened.toSorted((a, b) => a.n - b.n || rank(a) - rank(b));
  const chargeAt = (at: number): { department: string; specialist: string | null } => {
    const last = steps.findLast((each) => each.at.getTime() <= at);
    return { department: last?.department ?? of.department, specialist: last?.metric === 'assigned' ? last.specialist : null };
  };

  // Of a wait, each moment is of the department whose turn it was; before anybody had it, of who had it next; afterwards, of who had it last.
  const inWork = ({ holds }: Held, from: number, until: number): number => {
    const cuts = [from, until, ...holds.flatMap((hold) => [hold.from.getTime(), hold.until?.getTime() ?? until])];
    const times = [...new Set(cuts)].filter((each) => each >= from && each <= until).toSorted((a, b) => a - b);
    let ms = 0;
    times.slice(1).forEach((end, i) => {
      const start = times[i] ?? end;
      const had = holds.findLast((hold) => hold.from.getTime() <= start && (hold.until === null || hold.until.getTime() > start));
      const next = holds.find((hold) => hold.from.getTime() >= end);
      ms += worked((had ?? next ?? holds.at(-1) ?? chargeAt(until)).department, start, end);
    });
    return ms;
  };

  // What is written in the web chat, and said to somebody’s face, has arrived.
  const hasArrived = (turn: Turn) => turn.arrived !== null || ['webchat', 'call', 'visit'].includes(of.channel);

  // An answer ends a wait once it has arrived; that none is needed ends it too, with a reason.
  const ends = (turn: Held): Thing['state'] | 'elsewhere' => {
    if (turn.answered !== null) return hasArrived(turn) ? 'done' : 'open';
    if (turn.closed === null) return 'open';
    if (turn.reason === 'waived') return 'waived';
    return turn.reason === 'resolved' ? 'unanswered' : 'elsewhere';
  };
  for (const turn of turns) {
    const state = ends(turn);
    for (const hold of turn.holds)
      if (hold.lapsed !== null)
        add(
          'violation',
          hold.lapsed,
          { department: hold.department, specialist: hold.specialist, rule: hold.kind },
          { good: hold.excused },
        );
    if (state === 'elsewhere') continue;
    const last = turn.holds.at(-1);
    // Of a wait that nobody's turn ever was: who had it as it ended, else who has it now.
    const end = state === 'done' ? turn.answered : turn.closed;
    const inCharge = last ?? (end === null ? of : chargeAt(end.getTime()));
    const specialist = state === 'done' ? (turn.by ?? inCharge.specialist) : inCharge.specialist;
    const who = { department: inCharge.department, specialist };
    const waits =
      turn.n > 1
        ? ([['next', turn.opened]] as const)
        : ([
            ['first', turn.opened],
            ['first-message', firstWord(turn)],
          ] as const);
    for (const [kind, since] of waits) {
      if (state !== 'done') add(kind, since, who, { state });
      else {
        const until = turn.answered?.getTime() ?? 0;
        const times = { working: secondsOf(inWork(turn, since.getTime(), until)), calendar: secondsOf(until - since.getTime()) };
        add(kind, since, who, { good: turn.holds.every((hold) => hold.lapsed === null), ...times });
      }
    }
  }
  function firstWord(turn: Turn): Date {
    return wroteFirst || turn.opened < of.opened ? turn.opened : of.opened;
  }

  // Who has it: whoever was found, until it was given away, settled or nobody could be found.
  let had: { department: string; specialist: string | null } = { department: began?.department ?? of.department, specialist: null };
  let settled: { at: Date; department: string; specialist: string | null } | null = null;
  add('opened', of.opened, { ...had, specialist: null });
  for (const { metric, at, department, specialist, event } of steps) {
    switch (metric) {
      case 'assigned':
        had = { department, specialist };
        break;
      case 'transferred':
        add('transfer', at, { department: had.department, specialist: event['by'] ?? had.specialist });
        had = { department, specialist: null };
        break;
      case 'reopened':
        add('reopened', at, { department, specialist: settled?.specialist ?? null });
        had = { department, specialist: null };
        break;
      case 'taken':
      case 'unavailable':
      case 'handed-back':
      case 'queued':
        had = { department, specialist: null };
        break;
      case 'resolved':
        settled = { at, department, specialist: had.specialist ?? event['by'] ?? null };
        had = { department, specialist: null };
    }
  }
  if (settled !== null && of.resolved !== null) {
    // Every moment in which some turn was open was ours; the rest was the client's.
    const end = settled.at.getTime();
    const first = Math.min(of.opened.getTime(), turns[0]?.opened.getTime() ?? end);
    let [reached, ours, working] = [0, 0, 0];
    for (const turn of turns) {
      const from = Math.max(turn.opened.getTime(), reached);
      const until = Math.min((turn.answered ?? turn.closed)?.getTime() ?? end, end);
      if (until <= from) continue;
      ours += until - from;
      working += inWork(turn, from, until);
      reached = until;
    }
    add('resolution', settled.at, settled, {
      working: secondsOf(working),
      calendar: secondsOf(ours),
      value: secondsOf(end - first - ours),
    });
  }
  if (rating !== undefined) {
    const who = { department: settled?.department ?? of.department, specialist: settled?.specialist ?? of.specialist };
    add('rating', rating.at, who, { value: rating.score });
  }
  for (const { at, department, specialist, rule, overload } of assignments)
    add('assignment', at, { department, specialist, rule }, { state: specialist === null ? 'open' : 'done', good: overload });
  return things;
}

/** What of one event came first: that it is open again, what was given away, who was found. */
function rank({ metric }: Happened): number {
  return metric === 'reopened' ? 0 : metric === 'assigned' ? 2 : 1;
}
