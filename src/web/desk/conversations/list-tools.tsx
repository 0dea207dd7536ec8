import type { JSX, TargetedKeyboardEvent } from 'preact';
import { statusFilters } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { SearchField } from '../kit/field.tsx';

/** Narrows the list of conversations at hand: by words, and by status. */
export function ListTools(): JSX.Element {
  const { state, t, dispatch } = usePage();
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
      <SearchField
        id="list-filter"
        label={t('list.filter')}
        spellcheck={false}
        value={state.filter}
        set={(filter) => dispatch({ type: 'filter', filter })}
        onKeyDown={leave}
      >
        <span class="key" aria-hidden="true">
          /
        </span>
      </SearchField>
      {state.address.view === 'queue' ? null : <StatusFilter />}
    </div>
  );
}

function StatusFilter(): JSX.Element {
  const { state, t, desk } = usePage();
  return (
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
  );
}
