import { z } from 'zod';

/*
 * Updates of the Bot API as far as they are read. Telegram adds fields and kinds when it likes: what is not named here is left
 * alone, and what is named stays optional wherever its documentation says so. Where a part of a message has a shape nobody expected, that
 * part is missing and the rest is read: words are worth more than their looks.
 */

/** Leaves a part out when it is not there, and when it cannot be read. */
const part = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** What names a thing of Telegram's. It is looked up in an index, which holds no more than some kilobytes. */
const key = z.string().max(1000);

const user = z.object({
  id: z.int(),
  first_name: z.string().catch(''),
  last_name: part(z.string()),
  username: part(z.string()),
  language_code: part(z.string()),
});

const chat = z.object({ id: z.int(), type: z.enum(['private', 'group', 'supergroup', 'channel']) });

/** Where something was said first: a person, one who hides their account, a chat, a channel. */
const origin = z.object({
  type: z.string(),
  date: part(z.int()),
  sender_user: part(user),
  sender_user_name: part(z.string()),
  sender_chat: part(z.object({ title: part(z.string()) })),
  chat: part(z.object({ title: part(z.string()) })),
  author_signature: part(z.string()),
});

const entity = z.object({ type: z.string(), offset: z.int(), length: z.int(), url: part(z.string()) });

const file = z.object({
  file_id: key,
  /** the same for the same file, whoever sends it and whenever */
  file_unique_id: part(key),
  /** bytes, as the sender's app counted them */
  file_size: part(z.number().min(0)),
  file_name: part(z.string()),
  mime_type: part(z.string()),
});

const location = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });

const anything = z.looseObject({});

const photo = z.array(file.extend({ width: z.int(), height: z.int() }));

/** Files as a message has them, and a block of a rich message too. */
const files = {
  photo: part(photo),
  live_photo: part(file.extend({ photo: part(photo) })),
  document: part(file),
  animation: part(file),
  audio: part(file.extend({ title: part(z.string()) })),
  voice: part(file),
  video: part(file),
  video_note: part(file),
  sticker: part(file.extend({ emoji: part(z.string()), is_animated: part(z.boolean()), is_video: part(z.boolean()) })),
};

export const filesForm = z.object({ ...files, voice_note: part(file) });

const plainMessage = z.looseObject({
  message_id: z.int(),
  /** seconds since 1970 */
  date: z.int(),
  edit_date: part(z.int()),
  from: part(user),
  chat,
  message_thread_id: part(z.int()),
  forward_origin: part(origin),
  via_bot: part(anything),
  text: part(z.string()),
  entities: part(z.array(entity)),
  caption: part(z.string()),
  caption_entities: part(z.array(entity)),
  rich_message: part(anything),
  media_group_id: part(key),
  ...files,
  location: part(location),
  venue: part(z.object({ location, title: z.string(), address: z.string() })),
  contact: part(z.object({ phone_number: z.string(), first_name: z.string(), last_name: part(z.string()), user_id: part(z.int()) })),
  poll: part(z.object({ question: z.string(), options: z.array(z.object({ text: z.string(), persistent_id: part(z.string()) })) })),
  dice: part(z.object({ emoji: z.string(), value: z.int() })),
  checklist: part(z.object({ title: z.string(), tasks: z.array(z.object({ id: part(z.int()), text: z.string() })) })),
  migrate_to_chat_id: part(z.int()),
  migrate_from_chat_id: part(z.int()),
  reply_markup: part(
    z.object({ inline_keyboard: part(z.array(z.array(z.object({ text: z.string(), callback_data: part(z.string()) })))) }),
  ),
});

/** What it answers comes along: a message of the chat, without the one that in turn answers, or word of one from elsewhere. */
const message = plainMessage.extend({
  reply_to_message: part(plainMessage),
  external_reply: part(plainMessage.partial().extend({ origin: part(origin) })),
  quote: part(z.object({ text: z.string() })),
  reply_to_story: part(anything),
  reply_to_checklist_task_id: part(z.int()),
  reply_to_poll_option_id: part(z.string()),
});

export const updateForm = z.object({
  update_id: z.int(),
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: user,
      /** of a message that is gone for the bot nothing but its place is told: then `date` is 0 */
      message: part(message),
      data: part(z.string()),
    })
    .optional(),
  message_reaction: z
    .object({
      chat,
      message_id: z.int(),
      user: user.optional(),
      date: z.int(),
      new_reaction: z.array(z.object({ type: z.string(), emoji: z.string().optional() })),
    })
    .optional(),
  my_chat_member: z.object({ chat, from: user, date: z.int(), new_chat_member: z.object({ status: z.string() }) }).optional(),
});

export type Update = z.infer<typeof updateForm>;
export type Message = z.infer<typeof message>;
export type PlainMessage = z.infer<typeof plainMessage>;
export type Files = z.infer<typeof filesForm>;
export type Origin = z.infer<typeof origin>;
export type User = z.infer<typeof user>;
export type CallbackQuery = NonNullable<Update['callback_query']>;
export type Reacted = NonNullable<Update['message_reaction']>;
export type Membership = NonNullable<Update['my_chat_member']>;

/** The kinds of update that are asked for; others are never sent. */
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'message_reaction', 'my_chat_member'] as const;

/** Names the lane an update runs in: what happens in one chat is received in the order it came. */
export function chatOf(update: Update): number | null {
  const { message: written, edited_message: edited, callback_query: tapped, message_reaction: reacted, my_chat_member: member } = update;
  return (written ?? edited ?? tapped?.message ?? reacted ?? member)?.chat.id ?? tapped?.from.id ?? null;
}

/** The furthest a time may lie from ours to be believed, in ms; a century. */
const believableMs = 100 * 365 * 86_400_000;

/** Reads when something happened, by Telegram's clock; ours where that says what cannot be. */
export function timeOf(seconds: number, now: Date): Date {
  const isBelievable = Math.abs(seconds * 1000 - now.getTime()) < believableMs;
  return isBelievable ? new Date(seconds * 1000) : now;
}
