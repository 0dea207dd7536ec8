import type { PortfolioDeps } from '../clients/deps.ts';
import type { Past } from '../db/demo/history.ts';
import { insertAbsence } from '../db/people/absences.ts';
import { type Piece, workingTime } from '../domain/hours.ts';
import { demoTalk } from '../texts/demo-talk.ts';
import { translator } from '../texts/translate.ts';
import { day, hour, type Life, minute } from './life.ts';
import type { Staff } from './people.ts';

/* What a past is laid out of: days on which people write, breaks, a holiday, evenings, an end. */

/** conversations of a whole working day, and of a free one */
const perDay = { working: [26, 36], free: [1, 4] } as const;
/** nobody begins any more so long before the end; then what is open is brought to its end, and closed */
const before = { begin: 150 * minute, settle: 20 * minute, close: 5 * minute } as const;
/** the books are kept so long after the working day's beginning */
const booksAfter = 11 * hour;
/** so long are breaks, from so long after the beginning of the day; on Mondays the client department confers */
const [lunch, lunchFrom, conference] = [[25, 50], [3, 6], 8] as const;
/** somebody of the client department has a holiday from this day of the past on, so long */
const holiday = { from: 8, days: 5 } as const;

const workdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** Days as they are worked in the client department's zone, and the daylight of those that are not. */
function daysOf(
  { staff }: Pick<Life, 'staff'>,
  { from, until }: Past,
): { readonly working: readonly Piece[]; readonly free: readonly Piece[] } {
  const zone = staff.company.departments.find(({ key }) => key === 'client')?.timeZone ?? 'UTC';
  const shift = [[540, 1140]] as const;
  const of = (days: readonly string[]) =>
    workingTime({ timeZone: zone, hours: Object.fromEntries(days.map((each) => [each, shift])), holidays: [] });
  return { working: of(workdays).spansBetween(from, until), free: of(['sat', 'sun']).spansBetween(from, until) };
}

/** Puts everything that comes by the calendar on the agenda. Returns of how many days the books will be kept. */
export function layOut(life: Life, past: Past): number {
  const { agenda, random } = life;
  const { working, free } = daysOf(life, past);
  const end = past.until.getTime();
  const put = (at: number, item: Parameters<typeof agenda.put>[1]) => {
    if (at < end - before.begin) agenda.put(at, item);
  };
  for (const [kind, spans] of [
    ['working', working],
    ['free', free],
  ] as const)
    for (const span of spans) for (const at of moments(life, span, perDay[kind])) put(at, { type: 'begin' });
  for (const [start] of working) {
    // One after another, so that somebody stays.
    for (const [place, colleague] of life.staff.colleagues.entries())
      put(start + (lunchFrom[0] + ((place + random.next() / 2) * (lunchFrom[1] - lunchFrom[0])) / life.staff.colleagues.length) * hour, {
        type: 'break',
        colleague,
        minutes: random.between(...lunch),
      });
    if (new Date(start).getUTCDay() === 1)
      for (const colleague of life.staff.colleagues.filter(({ department }) => department === 'client'))
        put(start + hour, { type: 'break', colleague, minutes: conference });
  }
  const evenings = [...working, ...free].map(([start]) => start + booksAfter).filter((at) => at < end - before.settle);
  for (const at of evenings.toSorted((a, b) => a - b)) agenda.put(at, { type: 'books' });
  agenda.put(end - before.settle, { type: 'settle' });
  agenda.put(end - before.close, { type: 'close' });
  return evenings.length;
}

/** More people write in the morning and after lunch than at noon and in the evening. */
function moments({ random }: Life, [start, until]: Piece, [least, most]: readonly [number, number]): number[] {
  const share = (until - start) / (10 * hour);
  const count = Math.round(random.between(least, most) * share);
  return Array.from({ length: count }, () => {
    const peak = random.next() < 0.55 ? 0.22 : 0.62;
    const spread = (random.next() + random.next() + random.next() - 1.5) * 0.32;
    return start + Math.min(0.98, Math.max(0.01, peak + spread)) * (until - start);
  });
}

const say = translator(demoTalk);

/** Somebody is away for some days; whoever works beside them stands in. */
export async function takeHoliday(deps: PortfolioDeps, staff: Staff, { from, until, language }: Past): Promise<Staff> {
  const start = from.getTime() + holiday.from * day;
  const [stands, away] = staff.colleagues.filter(({ department, load }) => department === 'client' && load.serves);
  if (stands === undefined || away === undefined || start + holiday.days * day >= until.getTime()) return staff;
  const absent = [start, start + holiday.days * day] as const;
  await insertAbsence(deps.db, {
    id: deps.newId<'absence'>(),
    specialistId: away.id,
    from: new Date(absent[0]),
    until: new Date(absent[1]),
    reason: say(language, 'absence'),
    deputyId: stands.id,
    createdBy: away.id,
    createdAt: deps.now(),
  });
  return { ...staff, colleagues: staff.colleagues.map((each) => (each === away ? { ...each, absent } : each)) };
}
