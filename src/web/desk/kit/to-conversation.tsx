import type { ComponentChildren, JSX } from 'preact';
import { followed } from '../conversations/followed.ts';
import { type Place, startPlace, writePlace } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';

export interface ToProps {
  readonly to: Partial<Place>;
  readonly class?: string;
  readonly name?: string;
  readonly children: ComponentChildren;
}

/** A link to another place of the desk. */
export function To({ to, class: look, name, children }: ToProps): JSX.Element {
  const { desk } = usePage();
  const place = { ...startPlace, ...to };
  return (
    <a class={look} href={writePlace(place)} data-testid={name} onClick={followed(() => desk.go(place))}>
      {children}
    </a>
  );
}

/** The conversation, in the list of all. */
export const conversationPlace = (conversation: string): Partial<Place> => ({ view: 'all', status: 'any', conversation });

/** A client's own page. */
export const clientPlace = (id: string): Partial<Place> => ({ page: 'client', query: { id } });
