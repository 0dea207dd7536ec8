import { z } from 'zod';

/*
 * Updates of the Bot API as far as they are read. Telegram adds fields and kinds when it likes: what is not named here is left
 * alone, and what is named stays optional wherever its documentation says so.
 */

const user = z.object({
  id: z.int(),
  first_name: z.string(),
  last_name: z.string().optional(),
  language_code: z.string().optional(),
});

const chat = z.object({ id: z.int(), type: z.enum(['private', 'group', 'supergroup', 'channel']) });

const entity = z.object({ type: z.string(), offset: z.int(), length: z.int(), url: z.string().optional() });

const file = z.object({
  file_id: z.string(),
  /** bytes, as the sender's app counted them */
  file_size: z.number().optional(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
});

const location = z.object({ latitude: z.number(), longitude: z.number() });

const anything = z.looseObject({});

const plainMessage = z.object({
  message_id: z.int(),
  /** seconds since 1970 */
  date: z.int(),
  edit_date: z.int().optional(),
  from: user.optional(),
  chat,
  text: z.string().optional(),
  entities: z.array(entity).optional(),
  caption: z.string().optional(),
  caption_entities: z.array(entity).optional(),
  media_group_id: z.string().optional(),
  photo: z.array(file.extend({ width: z.int(), height: z.int() })).optional(),
  document: file.optional(),
  animation: file.optional(),
  audio: file.extend({ title: z.string().optional() }).optional(),
  voice: file.optional(),
  video: file.optional(),
  video_note: file.optional(),
  sticker: file.extend({ emoji: z.string().optional(), is_animated: z.boolean().optional(), is_video: z.boolean().optional() }).optional(),
  location: location.optional(),
  venue: z.object({ location, title: z.string(), address: z.string() }).optional(),
  contact: z
    .object({ phone_number: z.string(), first_name: z.string(), last_name: z.string().optional(), user_id: z.int().optional() })
    .optional(),
  poll: z.object({ question: z.string(), options: z.array(z.object({ text: z.string() })) }).optional(),
  dice: z.object({ emoji: z.string(), value: z.int() }).optional(),
  checklist: z.object({ title: z.string(), tasks: z.array(z.object({ text: z.string() })) }).optional(),
  story: anything.optional(),
  game: anything.optional(),
  paid_media: anything.optional(),
  giveaway: anything.optional(),
  invoice: anything.optional(),
  migrate_to_chat_id: z.int().optional(),
  migrate_from_chat_id: z.int().optional(),
  reply_markup: z
    .object({ inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string().optional() }))).optional() })
    .optional(),
});

/** The message it answers comes along, without the one that in turn answers. */
const message = plainMessage.extend({ reply_to_message: plainMessage.optional() });

export const updateForm = z.object({
  update_id: z.int(),
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: user,
      /** of a message that is gone for the bot nothing but its place is told: then `date` is 0 */
      message: message.optional(),
      data: z.string().optional(),
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
export type User = z.infer<typeof user>;
export type CallbackQuery = NonNullable<Update['callback_query']>;
export type Reacted = NonNullable<Update['message_reaction']>;
export type Membership = NonNullable<Update['my_chat_member']>;

/** The kinds of update that are asked for; others are never sent. */
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'message_reaction', 'my_chat_member'] as const;

/** Whose lane an update runs in: what happens in one chat is taken in the order it came. */
export function chatOf(update: Update): number | null {
  const { message: written, edited_message: edited, callback_query: tapped, message_reaction: reacted, my_chat_member: member } = update;
  return (written ?? edited ?? tapped?.message ?? reacted ?? member)?.chat.id ?? tapped?.from.id ?? null;
}
