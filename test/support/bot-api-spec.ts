import { telegramSpec } from './telegram-spec.ts';

/** Says what is wrong with a call's parameters by Telegram's published description; null where that is not at hand. */
export type CallCheck = (method: string, params: Readonly<Record<string, unknown>>) => string[];

export function publishedCalls(): CallCheck | null {
  return telegramSpec()?.call ?? null;
}
