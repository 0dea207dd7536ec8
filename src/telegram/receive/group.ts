import { addGroupTask, forgetGroup, keepUpdate, moveGroup, pointGroup } from '../../db/telegram/telegram.ts';
import { t } from '../../texts/telegram.ts';
import { sendBotMessage } from '../bot-message.ts';
import type { TelegramDeps } from '../deps.ts';
import { languageOfApp } from './language.ts';
import type { Membership, Message, User } from './update.ts';

const dayMs = 86_400_000;

/** Groups are pointed to the private chat, once: there only the client and their specialist see what is written. */
export async function inGroup(
  deps: TelegramDeps,
  update: number,
  { chat, from, migrate_to_chat_id: to, migrate_from_chat_id: before }: Message,
): Promise<void> {
  const { db, account, now } = deps;
  if (to !== undefined) return moveGroup(db, account, String(chat.id), String(to), now());
  if (before !== undefined) return moveGroup(db, account, String(before), String(chat.id), now());
  await point(deps, update, chat.id, from);
}

/** The bot was let into a group: the owner of the client whose contact did it is told. */
export async function intoGroup(deps: TelegramDeps, update: number, { chat, from, new_chat_member: member }: Membership): Promise<void> {
  if (member.status !== 'member' && member.status !== 'administrator') return;
  if (!(await point(deps, update, chat.id, from))) return;
  const { db, account, now, newId, log, live } = deps;
  const at = now();
  const owner = await addGroupTask(db, {
    id: newId<'task'>(),
    account,
    member: String(from.id),
    text: (language) => t(language, 'group.task'),
    at,
    dueAt: new Date(at.getTime() + dayMs),
  });
  if (owner === null) return;
  log.info({ specialist: owner }, 'a client’s group wants the desk');
  live.publish([{ topic: `specialist:${owner}` }]);
}

/** True for the first time. */
async function point(deps: TelegramDeps, update: number, chat: number, from: User | undefined): Promise<boolean> {
  const { db, account, now, username } = deps;
  if (!(await pointGroup(db, account, String(chat), now()))) return false;
  // Told days later again, of a group that has moved on since.
  if (!(await keepUpdate(db, account, update, now()))) return false;
  const language = languageOfApp(from?.language_code);
  const bot = username();
  const link = bot === null ? {} : { buttons: [[{ text: t(language, 'group.button'), url: `https://t.me/${bot}` }]] };
  void sendBotMessage(deps, chat, { text: t(language, 'group.pointer'), ...link }).then((isThere) =>
    isThere ? undefined : forgetGroup(db, account, String(chat)).catch(() => undefined),
  );
  return true;
}
