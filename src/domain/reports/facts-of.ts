import type { DepartmentId } from '../ids.ts';
import type { WorkingBetween } from './dated-hours.ts';
import type { Fact, FactState } from './fact.ts';
import type { ConversationLog, Counted, LoggedHold, LoggedTurn } from './log.ts';

/** Makes everything that is counted about a conversation of its log, and of nothing else: the same log, the same facts. */
export function factsOf(log: ConversationLog, working: WorkingBetween): Fact[] {
  return [
    ...counted(log),
    ...log.turns.flatMap((turn) => responses(log, turn, working)),
    ...resolution(log, working),
    ...assignments(log),
    ...log.turns.flatMap((turn) => violations(log, turn)),
    ...rating(log),
  ];
}

/** Whether an answer that is on its way may still arrive: it is looked at again until it has. */
export function isAwaited({ turns, channel }: ConversationLog): boolean {
  return turns.some((turn) => turn.answeredAt !== null && !hasArrived(turn, channel));
}

const plain = { until: null, ok: null, workingSeconds: null, calendarSeconds: null, value: null, rule: null, turn: null, hold: null };

const seconds = (ms: number) => Math.round(ms / 1000);

function sizeAt({ sizes }: ConversationLog, at: Date): string | null {
  return (sizes.findLast(({ from }) => from <= at) ?? sizes[0])?.size ?? null;
}

/** What is said in the web chat stands there once it is committed, and what was said on the phone was heard. */
function hasArrived({ answeredAt, deliveredAt }: LoggedTurn, channel: string): boolean {
  return deliveredAt !== null || (answeredAt !== null && (channel === 'webchat' || channel === 'call' || channel === 'visit'));
}

function stateOf(turn: LoggedTurn, channel: string): FactState | null {
  if (turn.answeredAt !== null) return hasArrived(turn, channel) ? 'done' : 'open';
  if (turn.closedAt === null) return 'open';
  switch (turn.closedReason) {
    case 'waived':
      return 'waived';
    case 'resolved':
      return 'unanswered';
    // They wait on in another conversation, and are counted there.
    default:
      return null;
  }
}

/** The answer to a turn: the first of a conversation from the end of the questions and from the first message, or a later one. */
function responses(log: ConversationLog, turn: LoggedTurn, working: WorkingBetween): Fact[] {
  const state = stateOf(turn, log.channel);
  if (state === null) return [];
  const last = turn.holds.at(-1);
  const until = state === 'done' ? turn.answeredAt : turn.closedAt;
  const inCharge = last ?? inChargeAt(log, until);
  const from = (at: Date) => ({
    at,
    size: sizeAt(log, at),
    workingSeconds: until === null ? null : seconds(workingIn(log, turn, at, until, working)),
    calendarSeconds: until === null ? null : seconds(until.getTime() - at.getTime()),
  });
  const answer = {
    ...plain,
    until,
    state,
    ok: state === 'done' ? turn.holds.every(({ lapsedAt }) => lapsedAt === null) : null,
    department: inCharge.department,
    specialist: (state === 'done' ? turn.answeredBy : null) ?? inCharge.specialist,
    rule: null,
    turn: turn.n,
    hold: last?.n ?? null,
  };
  if (turn.n > 1) return [{ kind: 'next', ...answer, ...from(turn.openedAt) }];
  return [
    { kind: 'first', ...answer, ...from(turn.openedAt) },
    { kind: 'first-message', ...answer, ...from(log.isByUs ? turn.openedAt : begunAt(log)) },
  ];
}

/** When the client first wrote of it: before it was opened, where what they wrote stood in another conversation until then. */
function begunAt({ openedAt, turns: [first] }: ConversationLog): Date {
  return first === undefined ? openedAt : min(openedAt, first.openedAt);
}

/** Each part in working time of the department that had it then; what nobody had, of the one that had it next. */
function workingIn(log: ConversationLog, { holds }: LoggedTurn, from: Date, until: Date, working: WorkingBetween): number {
  let sum = 0;
  let start = from;
  holds.forEach((hold, i) => {
    const next = holds[i + 1];
    const end = next === undefined ? until : min(hold.until ?? next.from, until);
    sum += span(hold.department, start, end, working);
    start = max(start, end);
  });
  return sum + span((holds.at(-1) ?? inChargeAt(log, until)).department, start, until, working);
}

function span(department: DepartmentId, from: Date, until: Date, working: WorkingBetween): number {
  return from < until ? working(department, from, until) : 0;
}

const min = (a: Date, b: Date) => (a < b ? a : b);
const max = (a: Date, b: Date) => (a > b ? a : b);

/** From its beginning to the last resolve: the time in which it was ours, and apart from it what it waited for the client. */
function resolution(log: ConversationLog, working: WorkingBetween): Fact[] {
  const resolved = lastResolve(log);
  if (resolved === null || log.resolvedAt === null) return [];
  const ours = oursUntil(log, resolved.at);
  const oursMs = ours.reduce((sum, { from, until }) => sum + until.getTime() - from.getTime(), 0);
  const workingMs = ours.reduce((sum, { turn, from, until }) => sum + workingIn(log, turn, from, until, working), 0);
  const allMs = resolved.at.getTime() - begunAt(log).getTime();
  return [
    {
      ...plain,
      kind: 'resolution',
      at: resolved.at,
      until: resolved.at,
      state: 'done',
      workingSeconds: seconds(workingMs),
      calendarSeconds: seconds(oursMs),
      value: seconds(allMs - oursMs),
      department: resolved.department,
      specialist: resolved.specialist,
      size: sizeAt(log, resolved.at),
    },
  ];
}

/** When it was ours, no moment twice: words that came from another conversation may have waited while others were answered here. */
function oursUntil({ turns }: ConversationLog, end: Date) {
  let done = new Date(0);
  return turns.flatMap((turn) => {
    const from = max(turn.openedAt, done);
    const until = min(turn.answeredAt ?? turn.closedAt ?? end, end);
    if (from >= until) return [];
    done = until;
    return [{ turn, from, until }];
  });
}

/** The last time it was resolved, and who is credited with it: who had it then; of what nobody had, who resolved it. */
function lastResolve(log: ConversationLog): Pick<Counted, 'at' | 'department' | 'specialist'> | null {
  const n = log.counted.findLastIndex(({ metric }) => metric === 'resolved');
  const resolved = log.counted[n];
  if (resolved === undefined) return null;
  const { at, department, by } = resolved;
  return { at, department, specialist: inChargeBefore(log, n)?.specialist ?? by };
}

/** Who had a conversation at a moment, whatever became of it later; null: who has it now. What nobody had is of the department it was in. */
function inChargeAt(log: ConversationLog, until: Date | null): Pick<Counted, 'department' | 'specialist'> {
  if (until === null) return log;
  return inChargeBefore(log, log.counted.findLastIndex(({ at }) => at <= until) + 1) ?? { department: log.department, specialist: null };
}

/** In whose charge, and in which department, a conversation was when the thing of this number happened; null: in nobody's yet. */
function inChargeBefore({ counted: all }: ConversationLog, n: number): Pick<Counted, 'department' | 'specialist'> | null {
  const before = all[n - 1];
  if (before === undefined) return null;
  return before.metric === 'assigned' ? before : { department: before.department, specialist: null };
}

/** What only happens: it was opened, it came back, it was handed on, which is of those who had it before. */
function counted(log: ConversationLog): Fact[] {
  const once = { ...plain, state: 'done' as const };
  const first = log.counted.find(({ metric }) => metric === 'opened');
  const begun = { at: log.openedAt, size: sizeAt(log, log.openedAt), department: first?.department ?? log.department };
  return [
    { ...once, ...begun, kind: 'opened', specialist: null },
    ...log.counted.flatMap(({ metric, at, department, specialist, by }, n): Fact[] => {
      const size = sizeAt(log, at);
      if (metric === 'reopened')
        return [{ ...once, kind: 'reopened', at, size, department, specialist: creditedBefore(log, n) ?? specialist }];
      if (metric !== 'transferred') return [];
      const had = inChargeBefore(log, n);
      return [
        { ...once, kind: 'transfer', at, size, department: had?.department ?? department, specialist: by ?? had?.specialist ?? null },
      ];
    }),
  ];
}

/** Whose resolve it was that came back. */
function creditedBefore(log: ConversationLog, n: number): Fact['specialist'] {
  return lastResolve({ ...log, counted: log.counted.slice(0, n) })?.specialist ?? null;
}

function assignments(log: ConversationLog): Fact[] {
  return log.assignments.map(({ at, department, specialist, rule, isOverload }) => ({
    ...plain,
    kind: 'assignment',
    at,
    state: specialist === null ? 'open' : 'done',
    ok: isOverload,
    department,
    specialist,
    rule,
    size: sizeAt(log, at),
  }));
}

/** A breach stays with whoever held the turn when the deadline passed, whoever answers in the end (R13). */
function violations(log: ConversationLog, { n, holds }: LoggedTurn): Fact[] {
  return holds.flatMap((hold: LoggedHold): Fact[] => {
    if (hold.lapsedAt === null) return [];
    const { lapsedAt: at, department, specialist, kind: rule, isExcused: ok } = hold;
    return [
      { ...plain, kind: 'violation', at, state: 'done', ok, department, specialist, rule, size: sizeAt(log, at), turn: n, hold: hold.n },
    ];
  });
}

/** Of whoever had the conversation in the end. */
function rating(log: ConversationLog): Fact[] {
  if (log.rating === null) return [];
  const { score, at } = log.rating;
  const { department, specialist } = lastResolve(log) ?? log;
  const who = specialist ?? log.specialist;
  return [{ ...plain, kind: 'rating', at, state: 'done', value: score, department, specialist: who, size: sizeAt(log, at) }];
}
