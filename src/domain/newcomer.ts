import type { OwnedClient } from './client.ts';

/** Whether a client is of a size that is met in person (R4). */
export function isLarge({ size }: Pick<OwnedClient, 'size'>): boolean {
  return size === 'large' || size === 'key';
}

/** Whether a client is served already: a deal, a payment or a handover has happened, or the company says so. */
export function isServed({ stage }: Pick<OwnedClient, 'stage'>): boolean {
  return stage !== 'prospect';
}

/** Whether it is a large newcomer: large, and not served yet. It always goes to sales, whoever owns it (R4). */
export function isLargeNewcomer(client: Pick<OwnedClient, 'size' | 'stage'>): boolean {
  return isLarge(client) && !isServed(client);
}
