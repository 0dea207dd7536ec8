import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';

/** Shows a share 0..1 of somebody's capacity; over 1 the bar is full and says so. */
export function LoadBar({ name, share }: { readonly name: string; readonly share: number }): JSX.Element {
  const { t, language } = usePage();
  const width = Math.round(Math.min(1, Math.max(0, share)) * 100);
  const tone = share >= 1 ? 'full' : share >= 0.75 ? 'high' : 'fine';
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);
  return (
    <span class={`load load-${tone}`}>
      <span aria-hidden="true">{name}</span>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="load-track" width="100" height="4" />
        <rect class="load-fill" width={width} height="4" />
      </svg>
      <span aria-hidden="true" class="load-share">
        {percent}
      </span>
      <span class="visually-hidden">{t('transfer.load', { what: name, share })}</span>
    </span>
  );
}
