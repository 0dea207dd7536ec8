import type { JSX, TargetedKeyboardEvent } from 'preact';
import type { DeskTextKey } from '../../../texts/desk.ts';
import type { View } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { Empty } from '../kit/empty.tsx';
import type { State } from '../state.ts';
import { ConversationRow } from './conversation-row.tsx';
import { filtered } from './list.ts';

export function ConversationList(): JSX.Element {
  const { state, t, desk } = usePage();
  const rows = filtered(state.list.rows, state.filter);
  const arrows = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-testid="row"]')];
    const at = links.findIndex((link) => link.matches(':focus'));
    const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <nav class="list" aria-label={t('list.label')} aria-busy={state.list.phase === 'loading'} onKeyDown={arrows}>
      <p class="visually-hidden" role="status">
        {t(state.list.phase === 'loading' ? 'list.loading' : 'list.shown', { count: rows.length })}
      </p>
      {rows.length > 0 ? (
        <ul>
          {rows.map((row) => (
            <ConversationRow key={row.id} row={row} />
          ))}
        </ul>
      ) : (
        <Instead />
      )}
      {state.list.nextCursor !== null && state.filter === '' ? (
        <button type="button" class="button quiet list-more" data-testid="more" onClick={() => void desk.moreRows()}>
          {t('list.more')}
        </button>
      ) : null}
    </nav>
  );
}

/** Chooses the words for an empty list: they say what to do next. */
function emptyKey(state: State): `list.empty.${'filter' | 'status' | View}` {
  if (state.filter.trim() !== '') return 'list.empty.filter';
  if (state.address.status !== 'open' || Object.keys(state.address.filters).length > 0) return 'list.empty.status';
  return `list.empty.${state.address.view}`;
}

function Instead(): JSX.Element {
  const { state, t, desk } = usePage();
  if (state.list.phase === 'loading') return <Skeleton />;
  if (state.list.phase === 'failed') {
    return (
      <Empty text={t('list.failed')}>
        <button type="button" class="button" onClick={() => desk.refreshList('now')}>
          {t('list.retry')}
        </button>
      </Empty>
    );
  }
  const title: DeskTextKey = emptyKey(state);
  return (
    <Empty title={t(title)} text={t(`${title}.text`)}>
      {title === 'list.empty.filter' ? (
        <button type="button" class="button" onClick={() => desk.go({ page: 'search', query: { q: state.filter.trim() } })}>
          {t('list.search-everywhere')}
        </button>
      ) : null}
    </Empty>
  );
}

const placeholders = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;

/** Stands in for rows, as tall as real ones, so that nothing jumps when they come. */
function Skeleton(): JSX.Element {
  return (
    <ul class="skeleton" aria-hidden="true">
      {placeholders.map((each) => (
        <li key={each} class="row">
          <span class="bone bone-title" />
          <span class="bone bone-text" />
          <span class="bone bone-meta" />
        </li>
      ))}
    </ul>
  );
}
