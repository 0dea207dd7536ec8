import type { JSX } from 'preact';
import { weekdays } from '../../../domain/hours.ts';
import { parseHours } from '../../../domain/hours-form.ts';
import type { DepartmentView } from '../../../http/desk/people/departments.ts';
import { usePage } from '../frame/page.ts';
import { clockOf, type Gap, plusDays } from './cover.ts';

export interface CoverGridProps {
  readonly department: DepartmentView;
  readonly gaps: readonly Gap[];
  readonly monday: string;
  readonly today: { readonly day: string; readonly minutes: number };
}

const dayMinutes = 1440;
const hourLines = [0, 6, 12, 18, 24];

/** Draws a row for every day, midnight to midnight: working time as a quiet band, empty hours upon it; a list below has them in words. */
export function CoverGrid({ department, gaps, monday, today }: CoverGridProps): JSX.Element {
  const { t } = usePage();
  const open = openTimes(department);
  return (
    <section class="cover" aria-label={t('cover.grid')}>
      <div class="cover-hours" aria-hidden="true">
        <span />
        <div>
          {hourLines.map((hour) => (
            <span key={hour}>{clockOf(hour * 60)}</span>
          ))}
        </div>
      </div>
      {weekdays.map((weekday, index) => {
        const day = plusDays(monday, index);
        return (
          <DayRow
            key={weekday}
            day={day}
            open={department.holidays.includes(day) ? [] : (open[index] ?? [])}
            gaps={gaps.filter((gap) => gap.day === index)}
            now={day === today.day ? today.minutes : null}
          />
        );
      })}
      <Legend timeZone={department.timeZone} />
      {gaps.length === 0 ? null : <GapList gaps={gaps} monday={monday} />}
    </section>
  );
}

/** Minutes from midnight: since when, until when. */
type Times = readonly (readonly [number, number])[];

interface DayRowProps {
  readonly day: string;
  readonly open: Times;
  readonly gaps: readonly Gap[];
  /** minutes from midnight; null on other days */
  readonly now: number | null;
}

function DayRow({ day, open, gaps, now }: DayRowProps): JSX.Element {
  const { language } = usePage();
  const name = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', timeZone: 'UTC' });
  return (
    <div class="cover-day" data-today={now !== null}>
      <span class="cover-name" aria-hidden="true">
        {name.format(new Date(`${day}T00:00:00Z`))}
      </span>
      <svg class="cover-bar" viewBox={`0 0 ${dayMinutes} 24`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="cover-closed" width={dayMinutes} height="24" />
        {open.map(([from, until]) => (
          <rect key={from} class="cover-open" x={from} width={until - from} height="24" />
        ))}
        {gaps.map((gap) => (
          <rect key={gap.from} class="cover-gap" x={gap.from} width={gap.until - gap.from} height="24" />
        ))}
        {now === null ? null : <line class="cover-now" x1={now} x2={now} y1="0" y2="24" vector-effect="non-scaling-stroke" />}
      </svg>
    </div>
  );
}

function Legend({ timeZone }: { readonly timeZone: string }): JSX.Element {
  const { t } = usePage();
  return (
    <p class="cover-legend muted">
      <span>
        <i class="swatch swatch-open" aria-hidden="true" /> {t('cover.legend.open')}
      </span>
      <span>
        <i class="swatch swatch-gap" aria-hidden="true" /> {t('cover.legend.gap')}
      </span>
      <span>{t('cover.zone', { zone: timeZone })}</span>
    </p>
  );
}

function GapList({ gaps, monday }: Pick<CoverGridProps, 'gaps' | 'monday'>): JSX.Element {
  const { t, language } = usePage();
  const full = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  return (
    <ul class="cover-list">
      {gaps.map((gap) => (
        <li key={`${gap.day} ${gap.from}`}>
          {t('cover.gap', {
            day: full.format(new Date(`${plusDays(monday, gap.day)}T00:00:00Z`)),
            from: clockOf(gap.from),
            until: clockOf(gap.until),
          })}
        </li>
      ))}
    </ul>
  );
}

/** Returns working time by day, cut at midnight; what runs on goes into the next day. */
function openTimes({ hours }: DepartmentView): Times[] {
  if (hours === null) return weekdays.map(() => [[0, dayMinutes]]);
  const parsed = parseHours(hours).hours;
  return weekdays.map((day, index) => {
    const before = weekdays[(index + 6) % 7] ?? 'sun';
    const own = (parsed[day] ?? []).map(([from, until]) => [from, Math.min(until, dayMinutes)] as const);
    const late = (parsed[before] ?? []).flatMap(([, until]) => (until > dayMinutes ? [[0, until - dayMinutes] as const] : []));
    return [...late, ...own];
  });
}
