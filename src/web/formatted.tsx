import type { ComponentChildren, JSX } from 'preact';
import type { MessageShape } from '../http/message-shape.ts';
import { type Run, runsOf } from './runs.ts';

export interface FormattedProps {
  readonly text: string;
  readonly marks?: MessageShape['marks'];
  /** plain words, in which addresses may be found */
  readonly plain: (text: string) => ComponentChildren;
}

/** A text as its writer formatted it. */
export function Formatted({ text, marks, plain }: FormattedProps): JSX.Element {
  if (marks === undefined) return <>{plain(text)}</>;
  return (
    <>
      {runsOf(text, marks).map((run, index) => (
        <Stretch key={index} run={run} plain={plain} />
      ))}
    </>
  );
}

function Stretch({ run: { text, kinds, href }, plain }: { readonly run: Run; readonly plain: FormattedProps['plain'] }): JSX.Element {
  const isCode = kinds.includes('code') || kinds.includes('pre');
  let shown: ComponentChildren = isCode || href !== null ? text : plain(text);
  if (isCode) shown = <code>{shown}</code>;
  if (kinds.includes('strike')) shown = <s>{shown}</s>;
  if (kinds.includes('italic')) shown = <em>{shown}</em>;
  if (kinds.includes('bold')) shown = <strong>{shown}</strong>;
  if (kinds.includes('quote')) shown = <q>{shown}</q>;
  if (href === null) return <>{shown}</>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {shown}
    </a>
  );
}
