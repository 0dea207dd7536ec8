import { keepUpdate } from '../../db/telegram/account.ts';
import { addGroupTask, forgetGroup, moveGroup, pointGroup } from '../../db/telegram/groups.ts';
import { t } from '../../texts/telegram.ts';
import { sendBotMessage } from '../bot-message.ts';
import type { TelegramDeps } from '../deps.ts';
import { languageOfApp } from './language.ts';
import type { Membership, Message, User } from './update.ts';

const dayMs = 86_400_000;

/** Points a group to the private chat, once: there only the client and their specialist see what is written. */
export async function receiveGroupMessage(
  deps: TelegramDeps,
  update: number,
  { chat, from, migrate_to_chat_id: to, migrate_from_chat_id: before }: Message,
): Promise<void> {
  const { db, account, now } = deps;
  if (to !== undefined) return moveGroup(db, account, String(chat.id), String(to), now());
  if (before !== undefined) return moveGroup(db, account, String(before), String(chat.id), now());
  await postPointer(deps, update, chat.id, from);
}

/** Gives the owner of a client a task when one of its contacts lets the bot into a group. */
export async function receiveGroupMembership(
  deps: TelegramDeps,
  update: number,
  { chat, from, new_chat_member: member }: Membership,
): Promise<void> {
  if (member.status !== 'member' && member.status !== 'administrator') return;
  if (!(await postPointer(deps, update, chat.id, from))) return;
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

/** Posts the way to the private chat; false when the group has it already. */
async function postPointer(deps: TelegramDeps, update: number, chat: number, from: User | undefined): Promise<boolean> {
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
