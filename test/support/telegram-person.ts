import type { BotApi } from './bot-api.ts';
import { until } from './until.ts';

export const webhookSecret = 'secret-of_the-tests';

/** Where Okno listens to Telegram, and what Telegram knows. */
export interface TelegramSide {
  readonly url: string;
  readonly bot: BotApi;
  readonly secret: string;
  readonly now: () => Date;
}

/** A message of the bot as it stands in the chat now. */
export interface Shown {
  readonly id: number;
  readonly text: string;
  readonly buttons: readonly { readonly text: string; readonly data: string }[];
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Somebody in a private chat with the bot: what they do reaches Okno as Telegram's own calls. */
export interface TelegramPerson {
  readonly chat: number;
  /** answers the message's number */
  writes(text: string, more?: Readonly<Record<string, unknown>>): Promise<number>;
  /** any message: a photo, a document, a place */
  sends(message: Readonly<Record<string, unknown>>): Promise<number>;
  edits(id: number, text: string): Promise<void>;
  reacts(id: number, emoji: string): Promise<void>;
  /** taps the newest button with these words, as soon as it is there */
  taps(label: string | RegExp): Promise<void>;
  /** what the bot said, the oldest first, as it stands now */
  reads(): readonly Shown[];
  /** resolves with the newest message that fits, once there is one */
  sees(fits: string | RegExp): Promise<Shown>;
}

export function telegramPerson(side: TelegramSide, person: { chat: number; name: string; language: string }): TelegramPerson {
  const { bot, now } = side;
  const { chat } = person;
  const from = { id: chat, is_bot: false, first_name: person.name, language_code: person.language };
  const place = { id: chat, type: 'private', first_name: person.name };
  const seconds = () => Math.floor(now().getTime() / 1000);
  let number = chat * 1000;
  const next = () => {
    number += 1;
    return number;
  };
  const update = (inside: Readonly<Record<string, unknown>>) => post(side, { update_id: next(), ...inside });
  const sends = async (message: Readonly<Record<string, unknown>>) => {
    const id = bot.state.nextMessage++;
    await update({ message: { message_id: id, date: seconds(), from, chat: place, ...message } });
    return id;
  };
  const reads = (): Shown[] =>
    [...bot.state.messages]
      .filter(([key]) => key.startsWith(`${chat} `))
      .map(([, raw]) => shownOf(raw))
      .toSorted((a, b) => a.id - b.id);
  const fits = (text: string, wanted: string | RegExp) => (typeof wanted === 'string' ? text === wanted : wanted.test(text));
  return {
    chat,
    sends,
    writes: (text, more = {}) => sends({ text, ...(text.startsWith('/') ? command(text) : {}), ...more }),
    edits: (id, text) =>
      update({ edited_message: { message_id: id, date: seconds(), edit_date: seconds(), from, chat: place, text } }).then(() => undefined),
    reacts: (id, emoji) =>
      update({
        message_reaction: {
          chat: place,
          message_id: id,
          user: from,
          date: seconds(),
          old_reaction: [],
          new_reaction: [{ type: 'emoji', emoji }],
        },
      }),
    async taps(label) {
      const { message, button } = await until(`${person.name} can tap ${label}`, () =>
        reads()
          .flatMap((each) => each.buttons.map((one) => ({ message: each, button: one })))
          .findLast((each) => fits(each.button.text, label)),
      );
      const query = { id: String(next()), from, chat_instance: '1', data: button.data, message: { chat: place, ...message.raw } };
      await update({ callback_query: query });
    },
    reads,
    sees: (wanted) => until(`${person.name} sees ${wanted}`, () => reads().findLast((each) => fits(each.text, wanted))),
  };
}

const command = (text: string) => ({ entities: [{ type: 'bot_command', offset: 0, length: text.split(' ')[0]?.length ?? 0 }] });

function shownOf(raw: Readonly<Record<string, unknown>>): Shown {
  const markup = raw['reply_markup'] as { inline_keyboard?: { text: string; callback_data?: string }[][] } | undefined;
  return {
    id: Number(raw['message_id']),
    text: String(raw['text'] ?? raw['caption'] ?? ''),
    buttons: (markup?.inline_keyboard ?? []).flat().map((each) => ({ text: each.text, data: each.callback_data ?? '' })),
    raw,
  };
}

async function post({ url, secret }: TelegramSide, body: object): Promise<void> {
  const response = await fetch(`${url}/telegram/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    body: JSON.stringify(body),
  });
  if (response.status !== 200) throw new Error(`Telegram was answered ${response.status} ${await response.text()}`);
}
