export const views = ['mine', 'queue', 'all'] as const;
export type View = (typeof views)[number];

export const statusFilters = ['open', 'resolved', 'closed', 'any'] as const;
export type StatusFilter = (typeof statusFilters)[number];

/** Where on the desk one is; lives in the address, so that a reload and a shared link lead to the same. */
export interface Place {
  readonly view: View;
  readonly status: StatusFilter;
  readonly conversation: string | null;
  /** on a narrow screen: the client's card lies over the thread */
  readonly panel: 'card' | null;
}

const among = <T extends string>(all: readonly T[], value: string | null, otherwise: T): T =>
  all.find((each) => each === value) ?? otherwise;

/** Anything unknown in the address falls back to the start: my open conversations. */
export function readPlace(search: string): Place {
  const params = new URLSearchParams(search);
  const conversation = params.get('c');
  return {
    view: among(views, params.get('view'), 'mine'),
    status: among(statusFilters, params.get('status'), 'open'),
    conversation: conversation === '' ? null : conversation,
    panel: conversation && params.get('panel') === 'card' ? 'card' : null,
  };
}

export function writePlace(place: Place): string {
  const params = new URLSearchParams({ view: place.view });
  if (place.status !== 'open') params.set('status', place.status);
  if (place.conversation !== null) params.set('c', place.conversation);
  if (place.conversation !== null && place.panel !== null) params.set('panel', place.panel);
  return `?${params}`;
}
