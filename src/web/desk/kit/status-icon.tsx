import type { JSX } from 'preact';
import type { Status } from '../../../domain/decision.ts';
import { assertNever } from '../../../domain/never.ts';

/** Shows a conversation's state as a small sign: hollow while nobody has it, solid while it waits on us, ticked when done. */
export function StatusIcon({ status }: { readonly status: Status }): JSX.Element {
  return (
    <svg class={`status-icon status-${status}`} viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" focusable="false">
      {shapeOf(status)}
    </svg>
  );
}

function shapeOf(status: Status): JSX.Element {
  switch (status) {
    case 'asking':
    case 'seeking':
    case 'queued':
      return <circle cx="7" cy="7" r="5.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.4 1.7" />;
    case 'waiting-on-us':
    case 'reopened':
      return <circle cx="7" cy="7" r="6" fill="currentColor" />;
    case 'transferred':
      return (
        <g>
          <circle cx="7" cy="7" r="6" fill="currentColor" />
          <path d="M4.2 7h5M7.4 4.9 9.5 7 7.4 9.1" class="status-cut" />
        </g>
      );
    case 'waiting-on-client':
      return <circle cx="7" cy="7" r="5.2" fill="none" stroke="currentColor" stroke-width="1.6" />;
    case 'resolved':
    case 'closed':
      return (
        <g>
          <circle cx="7" cy="7" r="6" fill="currentColor" />
          <path d="m4.3 7.2 1.9 1.9 3.5-3.9" class="status-cut" />
        </g>
      );
    default:
      return assertNever(status);
  }
}
