import { GrammyError } from 'grammy';
import type { WebhookInfo } from 'grammy/types';
import { createTelegramApi } from '../../src/channels/telegram/api.ts';
import { sameKinds } from '../../src/doors/telegram/webhook.ts';
import { type Check, type Finding, fault, fine } from './check.ts';

/** More than a busy minute of a large desk. */
const manyPending = 100;
const recentMs = 3_600_000;

/** The token, and the webhook as Telegram sees it. */
export const telegram: Check = {
  name: 'name.telegram',
  look: async ({ telegramToken: token, telegramApiRoot: root, publicUrl }, now) => {
    if (token === undefined) return [fine('telegram.off')];
    const api = createTelegramApi({ token, apiRoot: root });
    try {
      const { username } = await api.getMe();
      const info = await api.getWebhookInfo();
      const webhook = publicUrl === undefined ? null : `${publicUrl}/telegram/webhook`;
      return [fine('telegram.bot', { name: username }), ...(webhook === null ? asking(info) : called(info, webhook, now()))];
    } catch (error) {
      const isRefused = error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);
      return [isRefused ? fault('telegram.token') : fault('telegram.unreachable', { root })];
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
  else if (!sameKinds(kinds)) faults.push(fault('telegram.kinds', { kinds: kinds.join(', ') }));
  const agoMs = at === undefined ? Number.POSITIVE_INFINITY : now.getTime() - at * 1000;
  if (agoMs < recentMs) faults.push(fault('telegram.error', { ago: Math.max(0, Math.round(agoMs / 60_000)), message, url }));
  if (pending > manyPending) faults.push(fault('telegram.pending', { pending }));
  return faults.length > 0 ? faults : [fine('telegram.webhook', { url, pending })];
}
