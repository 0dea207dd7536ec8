import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../api.ts';
import { usePage } from '../frame/page.ts';
import type { Concern } from '../state.ts';
import { type Read, useRead } from './use-read.ts';

export interface Paged<T> extends Read<T> {
  /** further pages that were asked for */
  readonly further: readonly T[];
  /** asks for the next one; null when there is none */
  readonly more: (() => void) | null;
}

/** Reads a list page by page: the first one stays fresh, further ones come when asked for and go when the question changes. */
export function usePages<T extends { readonly nextCursor: string | null }>(
  name: string,
  concern: Concern | null,
  read: (cursor: string | null) => Promise<Answer<T>>,
): Paged<T> {
  const { desk } = usePage();
  const first = useRead(name, concern, () => read(null));
  const [further, setFurther] = useState<readonly T[]>([]);
  useEffect(() => setFurther([]), [name, first.value?.nextCursor]);
  const cursor = (further.at(-1) ?? first.value)?.nextCursor ?? null;
  const more = async (): Promise<void> => {
    const answer = desk.noteAnswer(await read(cursor));
    if (answer.ok) setFurther((before) => [...before, answer.value]);
  };
  return { ...first, further, more: cursor === null ? null : () => void more() };
}
