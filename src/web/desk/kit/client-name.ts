import type { Translate } from './words.ts';

/** Returns what a client is called, also one who has not said it: a link without words could neither be seen nor heard. */
export function clientName(t: Translate, { name }: { readonly name: string }): string {
  return name.trim() || t('card.stranger');
}
