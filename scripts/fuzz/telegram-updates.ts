import type { Dice } from './dice.ts';
import type { Target } from './document.ts';
import type { Known } from './known.ts';
import type { Bot } from './messengers.ts';
import type { Wish } from './wish.ts';

interface Fields {
  readonly [name: string]: unknown;
}

/** What Telegram calls with. */
export interface TelegramUpdates {
  any(target: Target): Wish;
  /** the bot is started by a link */
  start(target: Target, user: number, payload: string): Wish;
  says(target: Target, user: number, text: string): Wish;
  /** a chat of its own, never seen before */
  newUser(): number;
}

const firstUser = 700_000;
const mostUsers = 12;

export function createTelegramUpdates(dice: Dice, bot: Bot, known: Known, now: () => Date): TelegramUpdates {
  let [update, message, users] = [1, 1, firstUser + mostUsers];
  const ids: { readonly chat: number; readonly id: number }[] = [];
  const user = () => firstUser + dice.below(mostUsers);
  const from = (id: number): Fields => ({
    id,
    is_bot: false,
    first_name: `Name ${id % 100}`,
    username: `user_${id}`,
    language_code: dice.one(['ru', 'en', 'de']),
  });
  const chat = (id: number): Fields => ({ id, type: 'private', first_name: `Name ${id % 100}` });
  const seconds = () => Math.floor(now().getTime() / 1000);

  function said(id: number, given: Fields): Fields {
    const { text: words } = given;
    const command = typeof words === 'string' ? /^\/\w+/.exec(words)?.[0] : undefined;
    const more = command === undefined ? given : { ...given, entities: [{ type: 'bot_command', offset: 0, length: command.length }] };
    message += 1;
    ids.push({ chat: id, id: message });
    return { message: { message_id: message, from: from(id), chat: chat(id), date: seconds(), ...more } };
  }
  const photo = () => [{ file_id: dice.word(), file_unique_id: dice.word(8), width: 90, height: 90, file_size: 1000 }];
  const earlier = () => dice.maybe(ids) ?? { chat: user(), id: 1 };
  const text = () => dice.one(['operator', 'Здравствуйте', '/help', '/start', 'счёт', '1', 'https://x.example', 'x'.repeat(4096)]);

  const kinds: readonly (() => Fields)[] = [
    () => said(user(), { text: text() }),
    () => said(user(), { text: text() }),
    () => said(user(), { text: 'жирно', entities: [{ type: 'bold', offset: 0, length: dice.one([5, 500]) }] }),
    () => said(user(), { photo: photo(), caption: 'вот', media_group_id: dice.one(['g1', 'g2']) }),
    () =>
      said(user(), {
        document: {
          file_id: dice.word(),
          file_unique_id: 'd',
          file_name: 'a.pdf',
          mime_type: 'application/pdf',
          file_size: dice.one([1, 30_000_000]),
        },
      }),
    () => said(user(), { voice: { file_id: dice.word(), file_unique_id: 'v', duration: 3 } }),
    () => said(user(), { location: { latitude: 55.7, longitude: 37.6 } }),
    () => said(user(), { gift: { id: dice.word() }, rich_message: { text: 'x' } }),
    () => {
      const id = user();
      const other = dice.chance(0.3) ? id + 1 : id;
      return said(id, { contact: { phone_number: String(known.one('phone') ?? '79160000001'), first_name: 'N', user_id: other } });
    },
    () => {
      const { chat: id, id: quoted } = earlier();
      const quote = { text: 'part', position: 0 };
      return said(id, {
        text: 'да',
        reply_to_message: { message_id: quoted, date: seconds(), chat: chat(id), text: 'x' },
        ...(dice.chance(0.5) ? { quote } : {}),
      });
    },
    () => said(user(), { text: 'переслано', forward_origin: { type: 'hidden_user', sender_user_name: 'Кто-то', date: seconds() } }),
    () => {
      const { chat: id, id: changed } = earlier();
      return {
        edited_message: { message_id: changed, from: from(id), chat: chat(id), date: seconds(), edit_date: seconds(), text: text() },
      };
    },
    () => {
      const [id, buttons] = dice.maybe([...bot.buttons]) ?? [user(), ['choice who organisation']];
      const at = { message_id: bot.said.get(id) ?? 1, date: seconds(), chat: chat(id), text: 'x' };
      return { callback_query: { id: dice.word(), from: from(id), chat_instance: '1', data: dice.one(buttons), message: at } };
    },
    () => {
      const [id, at] = dice.maybe([...bot.said]) ?? [user(), 1];
      return {
        message_reaction: {
          chat: chat(id),
          message_id: at,
          user: from(id),
          date: seconds(),
          old_reaction: [],
          new_reaction: [{ type: 'emoji', emoji: '👍' }],
        },
      };
    },
    () => {
      const id = user();
      return {
        my_chat_member: {
          chat: chat(id),
          from: from(id),
          date: seconds(),
          old_chat_member: { status: 'member', user: from(7) },
          new_chat_member: { status: dice.one(['kicked', 'member']), user: from(7), until_date: 0 },
        },
      };
    },
    () => ({
      message: {
        message_id: 1,
        date: seconds(),
        chat: { id: -100_123, type: 'supergroup', title: 'G' },
        from: from(user()),
        text: '/start@fuzz_bot',
      },
    }),
  ];

  function wish(target: Target, fields: Fields): Wish {
    update += 1;
    const id = dice.chance(0.05) ? dice.below(update) + 1 : update;
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': bot.secret };
    const body = JSON.stringify({ update_id: id, ...fields });
    return {
      target,
      method: 'POST',
      path: '/telegram/webhook',
      params: {},
      headers,
      body,
      by: `Telegram, ${Object.keys(fields)[0]}`,
      how: 'valid',
    };
  }
  const newUser = () => ++users;

  return {
    any: (target) => wish(target, dice.one(kinds)()),
    start: (target, id, payload) => wish(target, said(id, { text: `/start ${payload}` })),
    says: (target, id, words) => wish(target, said(id, { text: words })),
    newUser,
  };
}
