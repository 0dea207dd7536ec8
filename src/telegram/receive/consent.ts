import { asideOf, dropAside, keepAside } from '../../db/telegram/awaiting-consent.ts';
import { sha256 } from '../../domain/sha256.ts';
import { failureKind } from '../../engine/batch/failure.ts';
import { type Outcome, Overloaded } from '../../engine/submissions/submission.ts';
import { t } from '../../texts/telegram.ts';
import { sendBotMessage } from '../bot-message.ts';
import type { TelegramDeps } from '../deps.ts';
import type { Sender } from './submit-message.ts';
import { type Update, updateForm } from './update.ts';

/** Prefix of the button by which they agree; the wording's version follows. */
export const consentPrefix = 'c:';
/** Bytes a button can carry. */
const mostData = 64;

/** Names a wording for its button, by a hash where its version is too long for one. */
async function consentData(version: string): Promise<string> {
  const whole = `${consentPrefix}${version}`;
  return new TextEncoder().encode(whole).length <= mostData ? whole : `${consentPrefix}#${(await sha256(version)).slice(0, 40)}`;
}

/** Reads the wording a button agrees to, if that is the one that counts now; `outdated`: another one is required by now. */
export async function wordingOf({ company }: TelegramDeps, data: string): Promise<{ readonly consent?: string } | 'outdated'> {
  const { consent } = company().policy.data;
  if (consent !== undefined && data === (await consentData(consent.version))) return { consent: consent.version };
  return consent?.required === true ? 'outdated' : {};
}

/** Whoever sends several things at once, an album, say, is asked once. */
const askAgainMs = 60_000;

type Written = Pick<Update, 'message' | 'edited_message'>;

/** Asks for consent where it is missing, and keeps what they wrote aside until they agree. Returns the outcome as it is. */
export async function askForConsent(deps: TelegramDeps, said: Sender, outcome: Outcome, written: Written | null): Promise<Outcome> {
  const { db, account, now } = deps;
  if (outcome.type !== 'refused' || outcome.code !== 'consent-required') return outcome;
  const { update, chat } = said;
  const at = now();
  if (written !== null) {
    const row = { account, chat: String(chat), updateId: update, update: stored({ update_id: update, ...written }), at };
    const before = await keepAside(db, row);
    if (before !== null && at.getTime() - before.getTime() < askAgainMs) return outcome;
  }
  await sendConsentQuestion(deps, said);
  return outcome;
}

/** Asks whether their words may be kept, by the wording that counts now; nobody waits until Telegram has it. */
export async function sendConsentQuestion(
  deps: TelegramDeps,
  { chat, language, message, thread = message?.message_thread_id }: Pick<Sender, 'chat' | 'language' | 'message' | 'thread'>,
): Promise<void> {
  const { consent } = deps.company().policy.data;
  if (consent === undefined) return;
  const text = t(language, 'consent.ask', { text: consent.text[language], url: consent.url ?? 'none' });
  const button = { text: t(language, 'consent.agree'), callback_data: await consentData(consent.version) };
  const replyTo = message === undefined ? {} : { replyTo: message.message_id };
  void sendBotMessage(deps, chat, { text, buttons: [[button]], ...replyTo, ...(thread === undefined ? {} : { thread }) });
}

/** A part that could not be read stays there as one that could not be read. */
function stored(update: object): unknown {
  return JSON.parse(JSON.stringify(update, (_, value: unknown) => (value === undefined ? null : value)));
}

/** Hands over what waited for consent, in the order it was written. Returns how much that was; what was taken waits no more. */
export async function takeAside(
  { db, account, log }: TelegramDeps,
  chat: number,
  take: (update: Update) => Promise<unknown>,
): Promise<number> {
  const rows = await asideOf(db, account, String(chat));
  for (const { updateId, update } of rows) {
    try {
      await take(updateForm.parse(update));
    } catch (error) {
      if (error instanceof Overloaded || failureKind(error) !== 'poison') throw error;
      log.error({ update: updateId }, 'what waited for consent could not be taken, and is skipped');
    }
    await dropAside(db, account, String(chat), updateId);
  }
  return rows.length;
}
