import type { JSX } from 'preact';
import { writeAddress } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { followed } from './followed.ts';

export interface SegmentsProps<T extends string> {
  readonly label: string;
  /** the address keeps the choice under this name; the first choice goes without saying */
  readonly name: string;
  readonly all: readonly (readonly [T, string])[];
  readonly chosen: T;
}

/** Offers a few ways to look at the same thing, one of them now. They are links: a reload and the back button know them. */
export function Segments<T extends string>({ label, name, all, chosen }: SegmentsProps<T>): JSX.Element {
  const { state, desk } = usePage();
  return (
    <nav class="segments" aria-label={label}>
      {all.map(([value, words], index) => {
        const query = { ...state.address.query, [name]: index === 0 ? '' : value };
        const address = { ...state.address, query };
        return (
          <a
            key={value}
            href={writeAddress(address)}
            aria-current={value === chosen ? 'true' : undefined}
            data-testid={`${name}-${value}`}
            onClick={followed(() => desk.go({ query }))}
          >
            {words}
          </a>
        );
      })}
    </nav>
  );
}
