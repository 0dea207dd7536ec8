import { dayMinutes, type Shift, type Weekday, type WeeklyHours, weekdays } from './hours.ts';

/** Hours as people write them: `{ 'mon-fri': ['09:00-13:00', '14:00-18:00'], sat: ['22:00-06:00'] }`. */
export type HoursForm = Readonly<Record<string, readonly string[]>>;

export type HoursMistake =
  | { readonly type: 'unknown-day'; readonly key: string }
  | { readonly type: 'day-twice'; readonly key: string; readonly day: Weekday }
  | { readonly type: 'bad-shift'; readonly key: string; readonly index: number; readonly shift: string }
  | { readonly type: 'overlap'; readonly key: string; readonly day: Weekday };

export interface ParsedHours {
  readonly hours: WeeklyHours;
  readonly mistakes: readonly HoursMistake[];
}

/** The form as it is stored, or everything that is wrong with it. */
export function parseHours(form: HoursForm): ParsedHours {
  const mistakes: HoursMistake[] = [];
  const hours: Partial<Record<Weekday, readonly Shift[]>> = {};
  const keys = new Map<Weekday, string>();
  for (const [key, texts] of Object.entries(form)) {
    const days = daysOf(key);
    if (days === null) {
      mistakes.push({ type: 'unknown-day', key });
      continue;
    }
    const shifts = texts.flatMap((text, index): Shift[] => {
      const shift = shiftOf(text);
      if (shift === null) mistakes.push({ type: 'bad-shift', key, index, shift: text });
      return shift === null ? [] : [shift];
    });
    for (const day of days) {
      if (keys.has(day)) mistakes.push({ type: 'day-twice', key, day });
      keys.set(day, key);
      hours[day] = shifts.toSorted((a, b) => a[0] - b[0]);
    }
  }
  for (const day of overlapping(hours)) mistakes.push({ type: 'overlap', key: keys.get(day) ?? day, day });
  const inOrder = weekdays.flatMap((day) => (hours[day] === undefined || hours[day].length === 0 ? [] : [[day, hours[day]] as const]));
  return { hours: Object.fromEntries(inOrder), mistakes };
}

/** The form of stored hours; days in a row that are alike are written together. */
export function formOf(hours: WeeklyHours): HoursForm {
  const form: [string, string[]][] = [];
  let last = null as { first: Weekday; shifts: string } | null;
  for (const day of weekdays) {
    const shifts = (hours[day] ?? []).map(([from, until]) => `${clock(from)}-${clock(until > dayMinutes ? until - dayMinutes : until)}`);
    const text = shifts.join(' ');
    if (last !== null && last.shifts === text) form.splice(-1, 1, [`${last.first}-${day}`, shifts]);
    else if (shifts.length > 0) form.push([day, shifts]);
    last = shifts.length === 0 ? null : last?.shifts === text ? last : { first: day, shifts: text };
  }
  return Object.fromEntries(form);
}

/** `mon`, or a row of days such as `mon-fri`; it may run over the end of the week. */
function daysOf(key: string): readonly Weekday[] | null {
  const [first, last, ...rest] = key.split('-').map((each) => weekdays.indexOf(each.trim().toLowerCase() as Weekday));
  if (first === undefined || first < 0 || rest.length > 0) return null;
  if (last === undefined) return weekdays.slice(first, first + 1);
  if (last < 0 || last === first) return null;
  return first < last ? weekdays.slice(first, last + 1) : [...weekdays.slice(first), ...weekdays.slice(0, last + 1)];
}

function shiftOf(text: string): Shift | null {
  const found = /^\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*$/.exec(text);
  if (found === null) return null;
  const [hour = 0, minute = 0, untilHour = 0, untilMinute = 0] = found.slice(1).map(Number);
  const from = hour * 60 + minute;
  const until = untilHour * 60 + untilMinute;
  if (minute > 59 || untilMinute > 59 || from >= dayMinutes || until > dayMinutes || from === until) return null;
  return [from, until < from ? until + dayMinutes : until];
}

/** Days with shifts that run into each other, or into the next day's. */
function overlapping(hours: WeeklyHours): Weekday[] {
  return weekdays.filter((day, place) => {
    const own = hours[day] ?? [];
    const next = (hours[weekdays[(place + 1) % weekdays.length] ?? 'mon'] ?? []).map(([from]) => from + dayMinutes);
    return own.some(([, until], index) => until > Math.min(own[index + 1]?.[0] ?? Infinity, ...next));
  });
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
