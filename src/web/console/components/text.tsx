import type { JSX } from 'preact';
import { linkify } from '../linkify.ts';

/** What a person typed, as text; addresses become links that tell the other site nothing. */
export function Text({ text }: { readonly text: string }): JSX.Element {
  return (
    <p class="text" dir="auto">
      {linkify(text).map((piece) =>
        piece.type === 'text' ? (
          piece.text
        ) : (
          <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
            {piece.text}
          </a>
        ),
      )}
    </p>
  );
}
