import type { JSX } from 'preact';

/** Says what is wrong here, a line for each. */
export function Mistakes({ words }: { readonly words: readonly string[] }): JSX.Element {
  return (
    <>
      {[...new Set(words)].map((each) => (
        <p key={each} class="trouble">
          {each}
        </p>
      ))}
    </>
  );
}
