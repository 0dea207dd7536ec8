import type { JSX } from 'preact';
import type { AuditEntry } from '../../../http/desk/reports/audit.ts';
import type { DeskTextKey } from '../../../texts/desk.ts';
import { clock } from '../../kit/calendar.ts';
import { usePage } from '../frame/page.ts';
import { dayOr } from '../kit/day.ts';
import { ChoiceFilter, DayFilter } from '../kit/filters.tsx';
import { ListPage } from '../kit/list-page.tsx';
import { useNow } from '../kit/now.ts';
import { dayTitle, fullTime } from '../kit/time.ts';
import { usePages } from '../kit/use-pages.ts';
import { useRead } from '../kit/use-read.ts';

/** Lists who did what when, outside of conversations: sign-ins and changes. */
export function AuditPage(): JSX.Element {
  const { state, t, api } = usePage();
  const { actor = '', from, until } = state.address.query;
  const query = { actor, from: dayOr(from), until: dayOr(until), limit: '50' };
  const read = usePages(`audit ${JSON.stringify(query)}`, 'company', (cursor) => api('GET /audit', { query: { ...query, cursor } }));
  return (
    <ListPage
      name="audit"
      title={t('audit.title')}
      tools={<Filters />}
      read={read}
      items={(part) => part.entries}
      empty={{ title: t('audit.none'), text: t('audit.none.text') }}
    >
      {(entries) => <Entries entries={entries} />}
    </ListPage>
  );
}

function Filters(): JSX.Element {
  const { t, api } = usePage();
  const staff = useRead('staff true', null, () => api('GET /staff', { query: { left: 'true' } })).value?.staff ?? [];
  return (
    <div class="filters-row">
      <ChoiceFilter
        page="audit"
        name="actor"
        label={t('audit.actor')}
        any={t('audit.anyone')}
        all={staff.map((each) => [each.id, each.name])}
      />
      <DayFilter page="audit" name="from" label={t('audit.from')} />
      <DayFilter page="audit" name="until" label={t('audit.until')} />
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
              <Entry key={each.id} entry={each} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Entry({ entry }: { readonly entry: AuditEntry }): JSX.Element {
  const { language } = usePage();
  const at = new Date(entry.at);
  return (
    <li class="line audit-line" data-testid="audit-entry" data-action={entry.action}>
      <time class="row-time" dateTime={entry.at} title={fullTime(language, at)}>
        {clock(language, at)}
      </time>
      <span class="line-main">
        <span>
          <Actor entry={entry} />
          <span class="audit-words">{entry.words}</span>
        </span>
        <Whom entry={entry} />
      </span>
    </li>
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

/** Names the fields, and whom it was about where the words do not say so already. */
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
