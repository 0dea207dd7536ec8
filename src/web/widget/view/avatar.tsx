import type { JSX } from 'preact';
import { WindowIcon } from './icons.tsx';
import { colourOf, initials } from './initials.ts';

const colours = 6;

/** Shows a person's initials, or the desk's sign when nobody in particular speaks. */
export function Avatar({ name, large = false }: { readonly name: string | null; readonly large?: boolean }): JSX.Element {
  const size = large ? ' large' : '';
  if (name === null) {
    return (
      <span class={`avatar desk${size}`} aria-hidden="true">
        <WindowIcon size={large ? 20 : 16} />
      </span>
    );
  }
  return (
    <span class={`avatar colour-${colourOf(name, colours)}${size}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
