import type { JSX } from 'preact';
import type { DeskMessage } from '../../../http/desk/conversations/message.ts';
import { Formatted } from '../../kit/formatted.tsx';

/** Shows what a person typed, as text; addresses become links that tell the other site nothing. */
export function Text({ text, marks }: { readonly text: string; readonly marks?: DeskMessage['marks'] }): JSX.Element {
  return (
    <p class="text" dir="auto">
      <Formatted text={text} marks={marks} />
    </p>
  );
}
