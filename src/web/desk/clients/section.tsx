import type { ComponentChildren, JSX } from 'preact';

/** Frames a part of a card under its title. */
export function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <section class="card-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Shows one thing that is known, after its name. */
export function Field({ name, children }: { readonly name: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <div class="field">
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}
