/** How a channel answered one send. `unsure`: it may or may not have arrived. */
export type SendResult =
  | { readonly type: 'sent'; readonly externalId: string }
  | { readonly type: 'retry'; readonly afterMs: number; readonly scope?: string }
  | { readonly type: 'gone'; readonly reason: string }
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'unsure' };
