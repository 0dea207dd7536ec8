import type { JSX } from 'preact';

const paths = {
  attach: 'm13 7.3-5.2 5.2a3 3 0 0 1-4.3-4.3l5.6-5.6a2 2 0 0 1 2.9 2.9L6.4 11a1 1 0 0 1-1.4-1.4l4.9-4.9',
  back: 'M10 3 5 8l5 5',
  card: 'M2.5 3.5h11v9h-11zM9.5 3.5v9',
  calendar: 'M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3',
  chart: 'M2.5 2.5v11h11M5.2 11V8M8.2 11V4.8M11.2 11V6.5',
  check: 'm3 8.5 3.2 3L13 4.5',
  checks: 'm1.5 8.5 3 3L11 4.8M7.6 11.1l.4.4 6.5-6.7',
  chevron: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  'chevron-up': 'm4.5 9.5 3.5-3.5 3.5 3.5',
  clock: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm0 3v3.2l2 1.3',
  close: 'm4 4 8 8m0-8-8 8',
  down: 'M8 3v10m-4-4 4 4 4-4',
  download: 'M8 2.5v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
  file: 'M4 1.8h5l3.2 3.2v9.2H4zM9 1.8V5h3.2',
  info: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm0 5.2V11M8 4.8v.1',
  inbox: 'M2.5 9 4.2 3h7.6l1.7 6v4h-11zM2.5 9h3.2l.8 1.7h3L10.3 9h3.2',
  keyboard: 'M1.5 4h13v8.5h-13zM4 6.7h.1M6.7 6.7h.1M9.3 6.7h.1M12 6.7h.1M4.7 10h6.6',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5.3a2.5 2.5 0 0 1 5 0v2.2',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  people:
    'M6 7.5a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8zM1.8 13.3c0-2.4 1.7-4 4.2-4s4.2 1.6 4.2 4M10.5 7.3a2.1 2.1 0 1 0-.6-4.1M11.6 9.5c1.6.3 2.6 1.7 2.6 3.8',
  phone: 'M3.2 2.5h2.6l1.1 3-1.5 1.2a8 8 0 0 0 3.9 3.9l1.2-1.5 3 1.1v2.6c0 .5-.4.9-.9.9C7 13.4 2.6 9 2.3 3.4c0-.5.4-.9.9-.9z',
  'phone-out':
    'M3.2 2.5h2.6l1.1 3-1.5 1.2a8 8 0 0 0 3.9 3.9l1.2-1.5 3 1.1v2.6c0 .5-.4.9-.9.9C7 13.4 2.6 9 2.3 3.4c0-.5.4-.9.9-.9zM9.5 6.5l4-4M10.3 2.5h3.2v3.2',
  plus: 'M8 3v10M3 8h10',
  retry: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
  rules: 'M8 2.5v11M4.5 13.5h7M2.5 4.5h11M4 4.5 2 9.2a2.1 2.1 0 0 0 4 0zM12 4.5l-2 4.7a2.1 2.1 0 0 0 4 0z',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zm3.3 7.8 3.2 3.2',
  send: 'M8 13V3M4 7l4-4 4 4',
  settings: 'M2.5 4.5h6M11.5 4.5h2M10 3v3M2.5 8h2M7.5 8h6M6 6.5v3M2.5 11.5h6M11.5 11.5h2M10 10v3',
  snippets: 'M2.5 3.5h11v7.2H8.2l-3 2.6v-2.6H2.5zM5.2 6h5.6M5.2 8.2h3.6',
  tasks: 'M2.5 2.8h11v10.4h-11zM5.2 8l2 2 3.6-4',
  transfer: 'M2.5 5.5h10M9.8 2.8l2.7 2.7-2.7 2.7M13.5 10.5h-10M6.2 7.8l-2.7 2.7 2.7 2.7',
  warning: 'M8 2.2 14.5 13.5h-13zM8 6.5v3.2m0 1.8v.1',
  window: 'M3.5 14V7.5a4.5 4.5 0 0 1 9 0V14zM8 3v11M3.5 8.5h9',
} as const;

export type IconName = keyof typeof paths;

/** Draws an icon, for decoration: what it means also stands next to it in words. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
