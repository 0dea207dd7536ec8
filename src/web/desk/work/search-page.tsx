import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SearchResults } from '../../../http/desk/work/search.ts';
import { OutreachLink } from '../clients/outreach-open.tsx';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { Empty } from '../kit/empty.tsx';
import { Icon } from '../kit/icon.tsx';
import { Segments } from '../kit/segments.tsx';
import { usePages } from '../kit/use-pages.ts';
import { FoundClients, FoundContacts, FoundMessages } from './found.tsx';

const kinds = ['all', 'messages', 'clients', 'contacts'] as const;
type Kind = (typeof kinds)[number];

/** A pause in typing that means "look for this", ms. */
const pauseMs = 250;

/** Finds in everything that was ever written, and everybody, as far as one may see. */
export function SearchPage(): JSX.Element {
  const { state, t, api } = usePage();
  const q = (state.address.query['q'] ?? '').trim();
  const kind = kinds.find((each) => each === state.address.query['kind']) ?? 'all';
  return (
    <PageFrame
      name="search"
      title={t('search.title')}
      tools={
        <>
          <Field />
          <Segments label={t('search.kinds')} name="kind" chosen={kind} all={kinds.map((each) => [each, t(`search.${each}`)])} />
          <OutreachLink />
        </>
      }
    >
      {q === '' ? (
        <Empty title={t('search.start.title')} text={t('search.start.text')} />
      ) : (
        <Results
          key={`${q} ${kind}`}
          q={q}
          kind={kind}
          search={(cursor) => api('GET /search', { query: { q, kind: kind === 'all' ? null : kind, cursor, limit: '20' } })}
        />
      )}
    </PageFrame>
  );
}

/** Takes the words to look for. The address follows them, so that what was found can be shared, without a step of history for every letter. */
function Field(): JSX.Element {
  const { state, t, desk } = usePage();
  const q = state.address.query['q'] ?? '';
  const [typed, setTyped] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  // the address changed by somebody else than this field: the back button, a link
  const wrote = useRef(q);
  useEffect(() => {
    if (q === wrote.current) return;
    wrote.current = q;
    setTyped(q);
  }, [q]);
  useEffect(() => {
    const words = typed.trim();
    if (words === wrote.current) return;
    const timer = setTimeout(() => {
      wrote.current = words;
      desk.go({ query: { ...state.address.query, q: words } }, 'over');
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <form class="search search-wide" role="search" onSubmit={(event) => event.preventDefault()}>
      <Icon name="search" />
      <input
        ref={field}
        type="search"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        maxLength={200}
        aria-label={t('search.field')}
        placeholder={t('search.field')}
        data-testid="search-field"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
    </form>
  );
}

interface ResultsProps {
  readonly q: string;
  readonly kind: Kind;
  readonly search: Parameters<typeof usePages<SearchResults>>[2];
}

function Results({ q, kind, search }: ResultsProps): JSX.Element {
  const { t } = usePage();
  // found again now and then, not with every message somebody sends
  const read = usePages(`search ${kind} ${q}`, 'company', search);
  return (
    <Loaded read={read}>
      {(first) => {
        const all = [first, ...read.further];
        const messages = all.flatMap((each) => each.messages);
        const clients = all.flatMap((each) => each.clients);
        const contacts = all.flatMap((each) => each.contacts);
        const count = messages.length + clients.length + contacts.length;
        return (
          <>
            <p class={count === 0 ? 'visually-hidden' : 'muted found-count'} role="status">
              {t('search.found', { count })}
            </p>
            {count === 0 ? <Empty title={t('search.none.title')} text={t('search.none.text')} /> : null}
            <FoundClients clients={clients} />
            <FoundContacts contacts={contacts} />
            <FoundMessages messages={messages} />
            {read.more === null || kind === 'all' ? null : (
              <button type="button" class="button list-more" onClick={read.more}>
                {t('page.more')}
              </button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
