import type { ComponentChildren, JSX } from 'preact';
import type { MessageShape } from '../../http/message-shape.ts';
import { linkify } from './linkify.ts';
import { type Run, runsOf } from './runs.ts';

export interface FormattedProps {
  readonly text: string;
  readonly marks?: MessageShape['marks'];
}

/** Shows a text as its writer formatted it; addresses in plain words become links that tell the other site nothing. */
export function Formatted({ text, marks }: FormattedProps): JSX.Element {
  return (
    <>
      {runsOf(text, marks).map((run, index) => (
        <Stretch key={index} run={run} />
      ))}
    </>
  );
}

function Stretch({ run: { text, kinds, href } }: { readonly run: Run }): JSX.Element {
  const isCode = kinds.includes('code') || kinds.includes('pre');
  let shown: ComponentChildren = isCode || href !== null ? text : linked(text);
  if (isCode) shown = <code>{shown}</code>;
  if (kinds.includes('strike')) shown = <s>{shown}</s>;
  if (kinds.includes('italic')) shown = <em>{shown}</em>;
  if (kinds.includes('bold')) shown = <strong>{shown}</strong>;
  if (kinds.includes('quote')) shown = <q>{shown}</q>;
  return href === null ? <>{shown}</> : <Outside href={href}>{shown}</Outside>;
}

function linked(text: string): ComponentChildren {
  return linkify(text).map((piece, index) =>
    piece.type === 'text' ? (
      piece.text
    ) : (
      <Outside key={index} href={piece.href}>
        {piece.text}
      </Outside>
    ),
  );
}

function Outside({ href, children }: { readonly href: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}
