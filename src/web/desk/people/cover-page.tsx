import type { JSX } from 'preact';
import type { DepartmentView } from '../../../http/desk/people/departments.ts';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { Empty } from '../kit/empty.tsx';
import { useNarrowing } from '../kit/filters.tsx';
import { Choice } from '../kit/form-field.tsx';
import { Icon } from '../kit/icon.tsx';
import { useNow } from '../kit/now.ts';
import { useRead } from '../kit/use-read.ts';
import { type Gap, gapsOf, hoursIn, mondayOf, plusDays, wallClock } from './cover.ts';
import { CoverGrid } from './cover-grid.tsx';
import { DepartmentInSentence } from './department-in-sentence.tsx';
import { HoursEditor } from './hours-editor.tsx';

/** Shows hours of a week in which a department is open and nobody is there. */
export function CoverPage(): JSX.Element {
  const { t, api } = usePage();
  const { query, narrow } = useNarrowing();
  const read = useRead('departments', 'company', () => api('GET /departments'));
  const seen = read.value?.departments.filter((each) => each.may.cover) ?? [];
  const department = seen.find((each) => each.key === query['department']) ?? seen[0];
  return (
    <PageFrame
      name="cover"
      title={t('cover.title')}
      tools={
        department === undefined ? null : (
          <div class="filters-row">
            <Choice
              name="cover-department"
              label={t('cover.department')}
              value={department.key}
              all={seen.map((each) => [each.key, each.name])}
              choose={(key) => narrow({ department: key })}
            />
          </div>
        )
      }
    >
      <Loaded read={read}>
        {() =>
          department === undefined ? (
            <Empty title={t('cover.none')} text={t('cover.none.text')} />
          ) : (
            <Week department={department} again={read.again} />
          )
        }
      </Loaded>
    </PageFrame>
  );
}

interface WeekProps {
  readonly department: DepartmentView;
  readonly again: () => void;
}

function Week({ department, again }: WeekProps): JSX.Element {
  const { state, api } = usePage();
  const now = useNow(60_000);
  const today = wallClock(department.timeZone, now);
  const monday = mondayOf(state.address.query['week'] ?? today.day);
  const { key } = department;
  // a day more on both sides: the zone's midnight is not the one of UTC
  const span = { from: `${plusDays(monday, -1)}T00:00:00Z`, until: `${plusDays(monday, 8)}T00:00:00Z` };
  const read = useRead(`cover ${key} ${monday}`, 'company', () => api('GET /departments/:key/cover', { params: { key }, query: span }));
  return (
    <>
      <WeekBar monday={monday} thisWeek={mondayOf(today.day)} />
      <Loaded read={read}>
        {(cover) => {
          const gaps = gapsOf(cover, monday);
          return (
            <>
              <Verdict gaps={gaps} />
              <CoverGrid department={department} gaps={gaps} monday={monday} today={today} />
              {department.may.change ? (
                <>
                  <DepartmentHours key={department.version} department={department} again={again} />
                  <DepartmentInSentence key={`said ${department.version}`} department={department} again={again} />
                </>
              ) : null}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

/** Names the week, and leads to others. */
function WeekBar({ monday, thisWeek }: { readonly monday: string; readonly thisWeek: string }): JSX.Element {
  const { t, language } = usePage();
  const { narrow } = useNarrowing();
  const go = (week: string): void => narrow({ week: week === thisWeek ? '' : week });
  const day = (iso: string): string =>
    new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${iso}T00:00:00Z`));
  return (
    <div class="week-bar">
      <button type="button" class="icon-button" aria-label={t('cover.previous')} onClick={() => go(plusDays(monday, -7))}>
        <Icon name="back" />
      </button>
      <h2 aria-live="polite">{t('cover.week', { from: day(monday), until: day(plusDays(monday, 6)) })}</h2>
      <button
        type="button"
        class="icon-button turned"
        aria-label={t('cover.next')}
        data-testid="week-next"
        onClick={() => go(plusDays(monday, 7))}
      >
        <Icon name="back" />
      </button>
      {monday === thisWeek ? null : (
        <button type="button" class="link-button" onClick={() => go(thisWeek)}>
          {t('cover.this')}
        </button>
      )}
    </div>
  );
}

/** Says in a sentence whether somebody is there all the time. */
function Verdict({ gaps }: { readonly gaps: readonly Gap[] }): JSX.Element {
  const { t } = usePage();
  if (gaps.length === 0) {
    return (
      <p class="cover-word" data-testid="cover-good">
        <Icon name="check" />
        <span>
          <strong>{t('cover.good')}.</strong> <span class="muted">{t('cover.good.text')}</span>
        </span>
      </p>
    );
  }
  return (
    <p class="cover-word cover-bad" data-testid="cover-gaps">
      <Icon name="warning" />
      <strong>{t('cover.gaps', { hours: Math.round(hoursIn(gaps) * 10) / 10 })}</strong>
    </p>
  );
}

/** Changes when the department is open; every empty hour above is measured against it. */
function DepartmentHours({ department, again }: WeekProps): JSX.Element {
  const { t, api } = usePage();
  return (
    <details class="folded department-hours">
      <summary data-testid="department-hours">{t('cover.hours', { department: department.name })}</summary>
      <HoursEditor
        hours={department.hours}
        may
        none={t('hours.none')}
        save={(hours) => api('PATCH /departments/:key', { params: { key: department.key }, body: { version: department.version, hours } })}
        done={again}
      />
    </details>
  );
}
