import { sha256 as digest } from '@noble/hashes/sha2.js';
import { keepWebhookHash, webhookHash } from '../db/telegram/account.ts';
import { sha256 } from '../domain/sha256.ts';
import type { TelegramDeps } from './deps.ts';
import { allowedUpdates } from './receive/update.ts';

export interface Webhook {
  readonly url: string;
  readonly secret: string;
}

/** Makes Telegram call us, when it does not do so already. Telegram never tells the secret again: a hash of what was set is kept. */
export async function setWebhook({ api, db, account, log }: TelegramDeps, { url, secret }: Webhook): Promise<void> {
  const hash = await sha256(JSON.stringify([url, secret, allowedUpdates]));
  const [info, kept] = await Promise.all([api.getWebhookInfo(), webhookHash(db, account)]);
  const isRefused = isSecretRefused(info.last_error_message);
  const isSame = info.url === url && isAllowedAlready(info.allowed_updates) && kept === hash && !isRefused;
  if (isSame) return;
  await api.setWebhook(url, { secret_token: secret, allowed_updates: [...allowedUpdates] });
  await keepWebhookHash(db, account, hash);
  log.info({}, 'Telegram calls the webhook from now on');
}

/** Removes the webhook: Telegram hands out updates to one who asks only while it calls nobody. */
export async function clearWebhook({ api, log }: TelegramDeps): Promise<void> {
  const { url } = await api.getWebhookInfo();
  if (url === '') return;
  await api.deleteWebhook();
  log.warn({}, 'a webhook of the bot was removed: without PUBLIC_URL the server asks Telegram itself');
}

/** Says whether we answered a call of Telegram's with 401: somebody has told it another secret since. */
export function isSecretRefused(message = ''): boolean {
  return /\b401\b/.test(message);
}

/** Says whether Telegram sends exactly the kinds of updates that are wanted. */
export function isAllowedAlready(kinds: readonly string[] | undefined): boolean {
  return [...(kinds ?? [])].toSorted().join() === [...allowedUpdates].toSorted().join();
}

/**
 * Compares two secrets in the same time whatever differs, and however long the given one is. At once, and not in another thread: calls that
 * came one after another go on in that order.
 */
export function isSecret(wanted: string, given: string): boolean {
  const [a, b] = [bytesOf(wanted), bytesOf(given)];
  let differing = 0;
  for (const [i, byte] of a.entries()) differing |= byte ^ (b[i] ?? 0);
  return differing === 0;
}

const bytesOf = (text: string): Uint8Array => digest(new TextEncoder().encode(text));
