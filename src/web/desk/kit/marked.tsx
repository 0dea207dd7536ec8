import type { JSX } from 'preact';
import { pieces } from './pieces.ts';

export interface MarkedProps {
  readonly text: string;
  readonly ranges: readonly (readonly [number, number])[];
}

/** Shows a text with the found places marked. */
export function Marked({ text, ranges }: MarkedProps): JSX.Element {
  return <bdi>{pieces(text, ranges).map((piece, index) => (piece.marked ? <mark key={`m${index}`}>{piece.text}</mark> : piece.text))}</bdi>;
}
