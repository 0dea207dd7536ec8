import type { Posted } from '../domain/webhook-retry.ts';

/** A request to an endpoint, signed and whole. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends a request to somebody else's server and never throws. Whoever makes one keeps what this room relies on: the name is resolved, and what
 * it leads to is called only if that lies in the open internet (`domain/public-address`), at that very address; redirects are not followed;
 * time and what is read of the answer are bounded.
 */
export type PostWebhook = (request: WebhookRequest) => Promise<Posted>;

/** Seals a secret for the database, and reads it again; null: it was sealed by another secret of the server. */
export interface Sealing {
  seal(text: string): Promise<string>;
  unseal(sealed: string): Promise<string | null>;
}
