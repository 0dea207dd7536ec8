import { GrammyError } from 'grammy';
import type { WebhookInfo } from 'grammy/types';
import { createTelegramApi } from '../../src/telegram/api.ts';
import { isAllowedAlready, isSecretRefused } from '../../src/telegram/webhook.ts';
import { type Check, type Finding, fault, fine } from './check.ts';

/** More than a busy minute of a large desk. */
const manyPending = 100;
const recentMs = 3_600_000;
/** Whoever asks sits and waits. */
const answerMs = 10_000;
const soon: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(answerMs) });

/** The token, and the webhook as Telegram sees it. */
export const telegram: Check = {
  name: 'name.telegram',
  look: async ({ telegramToken: token, telegramApiRoot: root, publicUrl }, now) => {
    if (token === undefined) return [fine('telegram.off')];
    const api = createTelegramApi({ token, apiRoot: root, fetch: soon });
    try {
      const { username } = await api.getMe();
      const info = await api.getWebhookInfo();
      const webhook = publicUrl === undefined ? null : `${publicUrl}/telegram/webhook`;
      return [fine('telegram.bot', { name: username }), ...(webhook === null ? asking(info) : called(info, webhook, now()))];
    } catch (error) {
      if (!(error instanceof GrammyError)) return [fault('telegram.unreachable', { root })];
      const { error_code: code } = error;
      return [code === 401 || code === 404 ? fault('telegram.token') : fault('telegram.busy', { code: String(code) })];
    }
  },
};

function asking({ url = '', pending_update_count: pending }: WebhookInfo): Finding[] {
  if (url !== '') return [fault('telegram.webhook.stray', { other: url })];
  return [pending > manyPending ? fault('telegram.pending', { pending }) : fine('telegram.polling', { pending })];
}

function called(info: WebhookInfo, url: string, now: Date): Finding[] {
  const { pending_update_count: pending, allowed_updates: kinds = [], last_error_date: at, last_error_message: message = '' } = info;
  const set = info.url ?? '';
  const faults: Finding[] = [];
  if (!url.startsWith('https:')) faults.push(fault('telegram.insecure'));
  if (set === '') faults.push(fault('telegram.webhook.none', { url }));
  else if (set !== url) faults.push(fault('telegram.webhook.other', { url, other: set }));
  else if (!isAllowedAlready(kinds)) faults.push(fault('telegram.kinds', { kinds: kinds.join(', ') || 'none' }));
  const agoMs = at === undefined ? Number.POSITIVE_INFINITY : now.getTime() - at * 1000;
  const ago = Math.max(0, Math.round(agoMs / 60_000));
  if (agoMs < recentMs)
    faults.push(isSecretRefused(message) ? fault('telegram.secret', { ago }) : fault('telegram.error', { ago, message, url }));
  if (pending > manyPending) faults.push(fault('telegram.pending', { pending }));
  return faults.length > 0 ? faults : [fine('telegram.webhook', { url, pending })];
}
