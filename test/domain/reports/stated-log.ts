import { workingTime } from '../../../src/domain/hours.ts';
import type { ClientId, ConversationId, DepartmentId, SpecialistId } from '../../../src/domain/ids.ts';
import { workingBetween } from '../../../src/domain/reports/dated-hours.ts';
import type { Fact, FactKind } from '../../../src/domain/reports/fact.ts';
import type { ConversationLog, LoggedHold, LoggedTurn } from '../../../src/domain/reports/log.ts';

export const [sales, client, finance] = ['sales', 'client', 'finance'] as readonly string[] as readonly DepartmentId[] as [
  DepartmentId,
  DepartmentId,
  DepartmentId,
];
export const [olga, pavel, sonya] = ['olga', 'pavel', 'sonya'] as readonly string[] as readonly SpecialistId[] as [
  SpecialistId,
  SpecialistId,
  SpecialistId,
];

const week = { mon: [[540, 1080]], tue: [[540, 1080]], wed: [[540, 1080]], thu: [[540, 1080]], fri: [[540, 1080]] } as const;
const berlin = { timeZone: 'Europe/Berlin', holidays: ['2026-04-03'] };
/** The client department works nine to six in Berlin, and from 1 April ten to six; finance round the clock; sales' hours nobody knows. */
export const working = workingBetween(
  new Map([
    [
      client,
      [
        { from: at('2026-01-01 00:00'), working: workingTime({ ...berlin, hours: week }) },
        {
          from: at('2026-04-01 00:00'),
          working: workingTime({ ...berlin, hours: Object.fromEntries(Object.keys(week).map((day) => [day, [[600, 1080]]])) }),
        },
      ],
    ],
    [finance, [{ from: at('2026-01-01 00:00'), working: workingTime({ timeZone: 'Europe/Berlin', hours: null, holidays: [] }) }]],
  ]),
);

/** By the clock on the wall in Berlin: an hour ahead of UTC, two from 29 March 03:00 on. */
export function at(wall: string): Date {
  const isSummer = wall >= '2026-03-29 03:00';
  return new Date(`${wall.replace(' ', 'T')}:00${isSummer ? '+02:00' : '+01:00'}`);
}

export function log(stated: Partial<ConversationLog>): ConversationLog {
  return {
    id: 'c' as ConversationId,
    client: 'anna' as ClientId,
    department: client,
    specialist: olga,
    begunIn: 'telegram',
    channel: 'telegram',
    isByUs: false,
    topic: null,
    origin: 'live',
    openedAt: at('2026-03-02 10:00'),
    resolvedAt: null,
    turns: [],
    assignments: [],
    counted: [],
    rating: null,
    sizes: [],
    ...stated,
  };
}

export const hold = (
  n: number,
  specialist: SpecialistId,
  from: string,
  until: string | null,
  more: Partial<LoggedHold> = {},
): LoggedHold => ({
  n,
  department: client,
  specialist,
  from: at(from),
  until: until === null ? null : at(until),
  lapsedAt: null,
  kind: n === 1 ? 'first' : 'later',
  isExcused: false,
  ...more,
});

/** Answered at the end of its last hold, and delivered at once, unless stated. */
export const turn = (n: number, openedAt: string, holds: readonly LoggedHold[], more: Partial<LoggedTurn> = {}): LoggedTurn => {
  const last = holds.at(-1);
  const answeredAt = last?.until ?? null;
  const answeredBy = answeredAt === null ? null : (last?.specialist ?? null);
  return { n, openedAt: at(openedAt), answeredAt, answeredBy, deliveredAt: answeredAt, closedAt: null, closedReason: null, holds, ...more };
};

export const of = (facts: readonly Fact[], kind: FactKind) => facts.filter((each) => each.kind === kind);
export const hours = (n: number) => n * 3600;
export const minutes = (n: number) => n * 60;
