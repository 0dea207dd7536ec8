import type { JSX } from 'preact';
import type { Address } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { Input } from './field.tsx';
import { Choice } from './form-field.tsx';

export interface Narrowing {
  /** what the page's list is narrowed to */
  readonly query: Address['query'];
  readonly narrow: (change: Address['query']) => void;
}

/** Reads and changes the filters, which live in the address; changing one is no step of its own in the history. */
export function useNarrowing(): Narrowing {
  const { state, desk } = usePage();
  const { query } = state.address;
  return { query, narrow: (change) => desk.go({ query: { ...query, ...change } }, 'over') };
}

export interface ChoiceFilterProps {
  readonly page: string;
  /** in the address; with the page's name it is the hook */
  readonly name: string;
  readonly label: string;
  /** words for no filter */
  readonly any: string;
  readonly all: readonly (readonly [string, string])[];
}

export function ChoiceFilter({ page, name, label, any, all }: ChoiceFilterProps): JSX.Element {
  const { query, narrow } = useNarrowing();
  return (
    <Choice
      name={`${page}-${name}`}
      label={label}
      value={query[name] ?? ''}
      all={[['', any], ...all]}
      choose={(value) => narrow({ [name]: value })}
    />
  );
}

export function DayFilter({ page, name, label }: Pick<ChoiceFilterProps, 'page' | 'name' | 'label'>): JSX.Element {
  const { query, narrow } = useNarrowing();
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the field is among the children
    <label class="date-field">
      <span>{label}</span>
      <Input type="date" name={`${page}-${name}`} value={query[name] ?? ''} set={(value) => narrow({ [name]: value })} />
    </label>
  );
}
