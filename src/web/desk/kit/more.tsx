import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';

/** Reads the next page of a long list, while there is one. */
export function More({ more }: { readonly more: (() => void) | null }): JSX.Element | null {
  const { t } = usePage();
  if (more === null) return null;
  return (
    <button type="button" class="button list-more" onClick={more}>
      {t('page.more')}
    </button>
  );
}
