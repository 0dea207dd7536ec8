import type { ComponentChildren, JSX } from 'preact';

export interface EmptyProps {
  readonly title?: string;
  readonly text: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** Says, instead of nothing, what this place is and what to do. */
export function Empty({ title, text, children }: EmptyProps): JSX.Element {
  return (
    <div class="empty">
      {title === undefined ? null : <h2>{title}</h2>}
      <p>{text}</p>
      {children}
    </div>
  );
}
