import type { ComponentChildren, JSX } from 'preact';
import type { DeskMessage } from '../../../http/desk/conversations/message.ts';
import { Formatted } from '../../formatted.tsx';
import { linkify } from './linkify.ts';

/** What a person typed, as text; addresses become links that tell the other site nothing. */
export function Text({ text, marks }: { readonly text: string; readonly marks?: DeskMessage['marks'] }): JSX.Element {
  return (
    <p class="text" dir="auto">
      <Formatted text={text} marks={marks} plain={linked} />
    </p>
  );
}

function linked(text: string): ComponentChildren {
  return linkify(text).map((piece) =>
    piece.type === 'text' ? (
      piece.text
    ) : (
      <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
        {piece.text}
      </a>
    ),
  );
}
