import type { JSX } from 'preact';
import type { AuditEntry } from '../../../http/desk/reports/audit.ts';
import type { DeskTextKey } from '../../../texts/desk.ts';
import { CompanyTabs } from '../frame/company-tabs.tsx';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { dayStart } from '../kit/day.ts';
import { Empty } from '../kit/empty.tsx';
import { Choice } from '../kit/form-field.tsx';
import { More } from '../kit/more.tsx';
import { useNow } from '../kit/now.ts';
import { clock, dayTitle, fullTime } from '../kit/time.ts';
import { usePages } from '../kit/use-pages.ts';
import { useRead } from '../kit/use-read.ts';

/** Who did what when, beside the conversations themselves: sign-ins and changes. */
export function AuditPage(): JSX.Element {
  const { state, t, api } = usePage();
  const { actor = '', from, until } = state.address.query;
  const query = { actor: actor || null, from: dayStart(from, 0), until: dayStart(until, 1), limit: '50' };
  const read = usePages(`audit ${JSON.stringify(query)}`, 'company', (cursor) => api.audit({ ...query, cursor }));
  return (
    <PageFrame
      name="audit"
      title={t('audit.title')}
      tools={
        <>
          <CompanyTabs here="audit" />
          <Tools />
        </>
      }
    >
      <Loaded read={read}>
        {(first) => {
          const entries = [first, ...read.further].flatMap((each) => each.entries);
          if (entries.length === 0) return <Empty title={t('audit.none')} text={t('audit.none.text')} />;
          return (
            <>
              <Entries entries={entries} />
              <More more={read.more} />
            </>
          );
        }}
      </Loaded>
    </PageFrame>
  );
}

function Tools(): JSX.Element {
  const { state, t, api, desk } = usePage();
  const { query } = state.address;
  const staff = useRead('staff true', null, () => api.staff(true)).value?.staff ?? [];
  const narrow = (change: Readonly<Record<string, string>>): void => desk.go({ query: { ...query, ...change } }, 'over');
  return (
    <div class="filters-row">
      <Choice
        name="audit-actor"
        label={t('audit.actor')}
        value={query['actor'] ?? ''}
        all={[['', t('audit.anyone')] as const, ...staff.map((each) => [each.id, each.name] as const)]}
        choose={(actor) => narrow({ actor })}
      />
      <label class="date-field">
        <span>{t('audit.from')}</span>
        <input
          class="input"
          type="date"
          data-testid="audit-from"
          value={query['from'] ?? ''}
          onInput={(event) => narrow({ from: event.currentTarget.value })}
        />
      </label>
      <label class="date-field">
        <span>{t('audit.until')}</span>
        <input class="input" type="date" value={query['until'] ?? ''} onInput={(event) => narrow({ until: event.currentTarget.value })} />
      </label>
    </div>
  );
}

function Entries({ entries }: { readonly entries: readonly AuditEntry[] }): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(60_000);
  const days = Map.groupBy(entries, (each) => dayTitle(t, language, new Date(each.at), now));
  return (
    <>
      {[...days].map(([day, among]) => (
        <section key={day} class="group">
          <h2>{day}</h2>
          <ul class="rows">
            {among.map((each) => (
              <li key={each.id} class="line audit-line" data-testid="audit-entry" data-action={each.action}>
                <time class="row-time" dateTime={each.at} title={fullTime(language, new Date(each.at))}>
                  {clock(language, new Date(each.at))}
                </time>
                <span class="line-main">
                  <span>
                    <Actor entry={each} />
                    <span class="audit-words">{each.words}</span>
                  </span>
                  <Whom entry={each} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Actor({ entry }: { readonly entry: AuditEntry }): JSX.Element {
  const { t } = usePage();
  const { kind, name } = entry.actor;
  return <strong dir="auto">{name ?? t(kind === 'specialist' ? 'message.specialist' : `audit.${kind}`)}</strong>;
}

/** What of a card can be changed, by the name the log gives it. */
const fieldWords: Readonly<Record<string, DeskTextKey>> = {
  name: 'person.name',
  email: 'person.email',
  role: 'person.role',
  department: 'person.department',
  slackUser: 'person.slack',
  languages: 'person.languages',
  capacity: 'person.capacity',
  serves: 'person.serves',
  trained: 'person.trained',
  deputy: 'person.deputy',
  hours: 'person.section.hours',
};

/** Which fields, and whom it was about where the words do not say so already. */
function Whom({ entry }: { readonly entry: AuditEntry }): JSX.Element | null {
  const { t } = usePage();
  const { name } = entry.object;
  const given = Array.isArray(entry.data['fields']) ? entry.data['fields'] : [];
  const fields = given.flatMap((each) => {
    const key = fieldWords[String(each)];
    return key === undefined ? [] : [t(key)];
  });
  const pieces = [...(name === null || entry.words.includes(name) ? [] : [name]), ...fields];
  return pieces.length === 0 ? null : <span class="muted">{pieces.join(', ')}</span>;
}
