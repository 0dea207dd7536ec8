import type { JSX } from 'preact';

const paths = {
  back: 'M10 3 5 8l5 5',
  card: 'M2.5 3.5h11v9h-11zM9.5 3.5v9',
  check: 'm3 8.5 3.2 3L13 4.5',
  checks: 'm1.5 8.5 3 3L11 4.8M7.6 11.1l.4.4 6.5-6.7',
  clock: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm0 3v3.2l2 1.3',
  close: 'm4 4 8 8m0-8-8 8',
  down: 'M8 3v10m-4-4 4 4 4-4',
  keyboard: 'M1.5 4h13v8.5h-13zM4 6.7h.1M6.7 6.7h.1M9.3 6.7h.1M12 6.7h.1M4.7 10h6.6',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5.3a2.5 2.5 0 0 1 5 0v2.2',
  retry: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zm3.3 7.8 3.2 3.2',
  send: 'M8 13V3M4 7l4-4 4 4',
  transfer: 'M2.5 5.5h10M9.8 2.8l2.7 2.7-2.7 2.7M13.5 10.5h-10M6.2 7.8l-2.7 2.7 2.7 2.7',
  warning: 'M8 2.2 14.5 13.5h-13zM8 6.5v3.2m0 1.8v.1',
  window: 'M3.5 14V7.5a4.5 4.5 0 0 1 9 0V14zM8 3v11M3.5 8.5h9',
} as const;

export type IconName = keyof typeof paths;

/** Decoration: whatever it means is also said in words beside it. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
