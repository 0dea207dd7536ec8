import type { JSX, TargetedKeyboardEvent } from 'preact';
import { statusFilters } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from './icon.tsx';

export function ListTools(): JSX.Element {
  const { state, t, dispatch, desk } = usePage();
  const leave = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') {
      dispatch({ type: 'filter', filter: '' });
      event.currentTarget.blur();
    }
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-testid="row"]')?.focus();
    }
  };
  return (
    <div class="list-tools">
      <label class="search">
        <Icon name="search" />
        <span class="visually-hidden">{t('list.filter')}</span>
        <input
          id="list-filter"
          type="search"
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          placeholder={t('list.filter')}
          value={state.filter}
          onInput={(event) => dispatch({ type: 'filter', filter: event.currentTarget.value })}
          onKeyDown={leave}
        />
        <span class="key" aria-hidden="true">
          /
        </span>
      </label>
      {state.address.view === 'queue' ? null : (
        <label class="status-filter">
          <span class="visually-hidden">{t('list.status')}</span>
          <select
            value={state.address.status}
            onChange={(event) => {
              const status = statusFilters.find((each) => each === event.currentTarget.value);
              if (status !== undefined) desk.go({ status });
            }}
          >
            {statusFilters.map((status) => (
              <option key={status} value={status}>
                {t(`list.status.${status}`)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
