import type { JSX } from 'preact';

/** Lists what a version changed, in words. */
export function ChangeList({ changes, none }: { readonly changes: readonly string[]; readonly none?: string }): JSX.Element {
  return (
    <ul class="consequences muted">
      {changes.length === 0 && none !== undefined ? <li>{none}</li> : null}
      {changes.map((each) => (
        <li key={each} dir="auto">
          {each}
        </li>
      ))}
    </ul>
  );
}
