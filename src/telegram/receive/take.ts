import { markReach } from '../../db/telegram/telegram.ts';
import { failureKind } from '../../engine/batch/failure.ts';
import { Overloaded } from '../../engine/submissions/submission.ts';
import { type TelegramDeps, telegramKind } from '../deps.ts';
import { write } from './contact-details.ts';
import { wordsOf } from './content.ts';
import { inGroup, intoGroup } from './group.ts';
import { languageOfApp } from './language.ts';
import { createTelegramIds } from './recognise.ts';
import { tap } from './tapped.ts';
import { type Begun, createTurns } from './turns.ts';
import { chatOf, type Membership, type Message, type Reacted, timeOf, type Update, updateForm } from './update.ts';

/**
 * Takes an update as Telegram sent it: by its call, or by our asking. Resolves once whatever it says is committed, or is nothing to us, or
 * was tried twice and skipped. Throws `Overloaded` while it cannot be taken: then it is to come again.
 */
export type Take = (raw: { readonly update_id: number }) => Promise<void>;

const nothing: Begun<unknown> = { done: Promise.resolve() };

export function createTake(deps: TelegramDeps): Take {
  const inTurn = createTurns();
  const lookUp = createTelegramIds(deps);

  async function begin(update: Update): Promise<Begun<unknown>> {
    const {
      update_id: id,
      message,
      edited_message: edited,
      callback_query: tapped,
      message_reaction: reacted,
      my_chat_member: member,
    } = update;
    if (message !== undefined) {
      if (message.chat.type === 'channel') return nothing;
      if (message.chat.type !== 'private') return { done: inGroup(deps, id, message) };
      await lookUp(String(message.chat.id));
      return write(deps, id, message);
    }
    if (tapped !== undefined) return tap(deps, id, tapped);
    if (edited?.chat.type === 'private') return edit(deps, id, edited);
    if (reacted?.chat.type === 'private') return react(deps, id, reacted);
    if (member === undefined || member.chat.type === 'channel') return nothing;
    return { done: member.chat.type === 'private' ? reach(deps, member) : intoGroup(deps, id, member) };
  }

  return async (raw) => {
    const parsed = updateForm.safeParse(raw);
    if (!parsed.success) {
      const at = parsed.error.issues.map((each) => each.path.join('.'));
      deps.log.error({ update: raw.update_id, at }, 'an update from Telegram could not be read, and is skipped');
      return;
    }
    const update = parsed.data;
    const lane = String(chatOf(update) ?? '');
    for (let attempt = 1; attempt <= 2; attempt++) {
      try {
        await inTurn(lane, () => begin(update));
        return;
      } catch (error) {
        if (error instanceof Overloaded) throw error;
        if (failureKind(error) !== 'poison') throw new Overloaded('server', 2);
        deps.log.warn(
          { update: raw.update_id, attempt, err: error instanceof Error ? error.name : 'unknown' },
          'an update from Telegram failed',
        );
      }
    }
    deps.log.error({ update: raw.update_id }, 'an update from Telegram failed twice, and is skipped');
  };
}

/** What a client changed. A place shared live moves by edits: where somebody walks is nothing to keep. */
function edit({ submit, newId, now }: TelegramDeps, update: number, message: Message): Begun<unknown> {
  const { chat, from, edit_date: at, date } = message;
  const language = languageOfApp(from?.language_code);
  const content = message.location === undefined ? wordsOf(message, language) : null;
  if (content === null) return nothing;
  return {
    done: submit({
      type: 'inbound-edit',
      account: telegramKind,
      externalId: String(update),
      address: String(chat.id),
      window: newId<'window'>(),
      language,
      ref: { chat: String(chat.id), id: String(message.message_id) },
      content,
      occurredAt: timeOf(at ?? date, now()),
    }),
  };
}

function react(
  { submit, now }: TelegramDeps,
  update: number,
  { chat, message_id: message, new_reaction: standing, date }: Reacted,
): Begun<unknown> {
  return {
    done: submit({
      type: 'inbound-reaction',
      account: telegramKind,
      externalId: String(update),
      address: String(chat.id),
      ref: { chat: String(chat.id), id: String(message) },
      // One of a premium sticker pack has no sign of its own.
      emoji: standing.map((each) => each.emoji ?? '⭐'),
      occurredAt: timeOf(date, now()),
    }),
  };
}

/** They stopped the bot, or let it in again. */
async function reach({ db, account, now, live }: TelegramDeps, { chat, new_chat_member: member }: Membership): Promise<void> {
  const reason = member.status === 'kicked' ? 'blocked' : null;
  const marked = await markReach(db, account, String(chat.id), reason, now());
  if (marked !== null) live.publish([{ topic: 'all' }]);
}
