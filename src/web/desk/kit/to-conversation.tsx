import type { ComponentChildren, JSX } from 'preact';
import { type Address, startAddress, writeAddress } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { followed } from './followed.ts';

export interface ToProps {
  readonly to: Partial<Address>;
  readonly class?: string;
  readonly name?: string;
  readonly children: ComponentChildren;
}

/** Links to another place of the desk. */
export function To({ to, class: look, name, children }: ToProps): JSX.Element {
  const { desk } = usePage();
  const address = { ...startAddress, ...to };
  return (
    <a class={look} href={writeAddress(address)} data-testid={name} onClick={followed(() => desk.go(address))}>
      {children}
    </a>
  );
}

/** Returns where the conversation is, in the list of all. */
export const conversationAddress = (conversation: string): Partial<Address> => ({ view: 'all', status: 'any', conversation });

/** Returns where a client's own page is. */
export const clientAddress = (id: string): Partial<Address> => ({ page: 'client', query: { id } });
