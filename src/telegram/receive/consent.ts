import { asideOf, dropAside, keepAside } from '../../db/telegram/awaiting-consent.ts';
import { failureKind } from '../../engine/batch/failure.ts';
import { type Outcome, Overloaded } from '../../engine/submissions/submission.ts';
import { t } from '../../texts/telegram.ts';
import { sendBotMessage } from '../bot-message.ts';
import type { TelegramDeps } from '../deps.ts';
import type { Sender } from './submit-message.ts';
import { type Update, updateForm } from './update.ts';

/** Prefix of the button by which they agree; the wording's version follows. */
export const consentPrefix = 'c:';

/** Whoever sends several things at once, an album, say, is asked once. */
const askAgainMs = 60_000;

type Written = Pick<Update, 'message' | 'edited_message'>;

/** Asks for consent where it is missing, and keeps what they wrote aside until they agree. Returns the outcome as it is. */
export async function askForConsent(deps: TelegramDeps, said: Sender, outcome: Outcome, written: Written | null): Promise<Outcome> {
  const { company, db, account, now } = deps;
  const { consent } = company().policy.data;
  if (outcome.type !== 'refused' || outcome.code !== 'consent-required' || consent === undefined) return outcome;
  const { update, chat, language, message, thread = message?.message_thread_id } = said;
  const at = now();
  if (written !== null) {
    const row = { account, chat: String(chat), updateId: update, update: stored({ update_id: update, ...written }), at };
    const before = await keepAside(db, row);
    if (before !== null && at.getTime() - before.getTime() < askAgainMs) return outcome;
  }
  const text = t(language, 'consent.ask', { text: consent.text[language], url: consent.url ?? 'none' });
  const button = { text: t(language, 'consent.agree'), callback_data: `${consentPrefix}${consent.version}`.slice(0, 64) };
  const replyTo = message === undefined ? {} : { replyTo: message.message_id };
  void sendBotMessage(deps, chat, { text, buttons: [[button]], ...replyTo, ...(thread === undefined ? {} : { thread }) });
  return outcome;
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
