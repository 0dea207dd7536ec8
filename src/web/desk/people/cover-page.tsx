import type { JSX } from 'preact';
import type { DepartmentView } from '../../../http/desk/people/departments.ts';
import { CompanyTabs } from '../frame/company-tabs.tsx';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { Empty } from '../kit/empty.tsx';
import { Choice } from '../kit/form-field.tsx';
import { Icon } from '../kit/icon.tsx';
import { useNow } from '../kit/now.ts';
import { useRead } from '../kit/use-read.ts';
import { gapsOf, hoursIn, mondayOf, plusDays, wallClock } from './cover.ts';
import { CoverGrid } from './cover-grid.tsx';
import { HoursEditor } from './hours-editor.tsx';

/** Hours of a week in which a department is open and nobody is there. */
export function CoverPage(): JSX.Element {
  const { state, t, api, desk } = usePage();
  const read = useRead('departments', 'company', api.departments);
  const seen = read.value?.departments.filter((each) => each.may.cover) ?? [];
  const department = seen.find((each) => each.key === state.address.query['department']) ?? seen[0];
  return (
    <PageFrame
      name="cover"
      title={t('cover.title')}
      tools={
        <>
          <CompanyTabs here="cover" />
          {department === undefined ? null : (
            <div class="filters-row">
              <Choice
                name="cover-department"
                label={t('cover.department')}
                value={department.key}
                all={seen.map((each) => [each.key, each.name])}
                choose={(key) => desk.go({ query: { ...state.address.query, department: key } }, 'over')}
              />
            </div>
          )}
        </>
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
  const { state, t, api, desk, language } = usePage();
  const now = useNow(60_000);
  const today = wallClock(department.timeZone, now);
  const monday = mondayOf(state.address.query['week'] ?? today.day);
  const thisWeek = mondayOf(today.day);
  const sunday = plusDays(monday, 6);
  // a day more on both sides: the zone's midnight is not the one of UTC
  const read = useRead(`cover ${department.key} ${monday}`, 'company', () =>
    api.cover(department.key, `${plusDays(monday, -1)}T00:00:00Z`, `${plusDays(monday, 8)}T00:00:00Z`),
  );
  const go = (week: string): void => desk.go({ query: { ...state.address.query, week: week === thisWeek ? '' : week } }, 'over');
  const day = (iso: string): string =>
    new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${iso}T00:00:00Z`));
  return (
    <>
      <div class="week-bar">
        <button type="button" class="icon-button" aria-label={t('cover.previous')} onClick={() => go(plusDays(monday, -7))}>
          <Icon name="back" />
        </button>
        <h2 aria-live="polite">{t('cover.week', { from: day(monday), until: day(sunday) })}</h2>
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
      <Loaded read={read}>
        {(cover) => {
          const gaps = gapsOf(cover, monday);
          return (
            <>
              {gaps.length === 0 ? (
                <p class="cover-word" data-testid="cover-good">
                  <Icon name="check" />
                  <span>
                    <strong>{t('cover.good')}.</strong> <span class="muted">{t('cover.good.text')}</span>
                  </span>
                </p>
              ) : (
                <p class="cover-word cover-bad" data-testid="cover-gaps">
                  <Icon name="warning" />
                  <strong>{t('cover.gaps', { hours: Math.round(hoursIn(gaps) * 10) / 10 })}</strong>
                </p>
              )}
              <CoverGrid department={department} gaps={gaps} monday={monday} today={today} />
              {department.may.change ? <DepartmentHours key={department.version} department={department} again={again} /> : null}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

/** When the department is open; every empty hour above is measured against it. */
function DepartmentHours({ department, again }: WeekProps): JSX.Element {
  const { t, api } = usePage();
  return (
    <details class="folded department-hours">
      <summary data-testid="department-hours">{t('cover.hours', { department: department.name })}</summary>
      <HoursEditor
        hours={department.hours}
        may
        none={t('hours.none')}
        save={(hours) => api.changeDepartment(department.key, { version: department.version, hours })}
        done={again}
      />
    </details>
  );
}
