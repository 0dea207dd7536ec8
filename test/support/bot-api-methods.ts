import { ApiFault } from './bot-api-faults.ts';

export type Params = Readonly<Record<string, unknown>>;

/** What the fake remembers of the bot, as Telegram would. */
export interface BotState {
  readonly me: { readonly id: number; readonly username: string };
  webhook: { url: string; secret: string; allowed: readonly string[] };
  readonly commands: Map<string, unknown>;
  readonly descriptions: Map<string, string>;
  readonly shortDescriptions: Map<string, string>;
  /** messages there are, by `<chat> <message id>` */
  readonly messages: Map<string, Params>;
  readonly files: Map<string, Uint8Array>;
  /** what getWebhookInfo tells of trouble */
  trouble: { pending: number; lastError?: { at: number; message: string } };
  nextMessage: number;
  /** seconds since 1970 */
  now(): number;
}

const language = (params: Params) => String(params['language_code'] ?? '');
const chatOf = (params: Params) => Number(params['chat_id']);

function sent(state: BotState, params: Params, more: Params): Params {
  const id = state.nextMessage++;
  const { me } = state;
  const message = {
    message_id: id,
    date: state.now(),
    chat: { id: chatOf(params), type: chatOf(params) < 0 ? 'supergroup' : 'private' },
    from: { id: me.id, is_bot: true, first_name: 'Okno', username: me.username },
    ...more,
  };
  state.messages.set(`${chatOf(params)} ${id}`, { ...message, reply_markup: params['reply_markup'] });
  return message;
}

function found(state: BotState, params: Params, verb: string): Params {
  const message = state.messages.get(`${chatOf(params)} ${String(params['message_id'])}`);
  if (message === undefined) throw new ApiFault(400, `Bad Request: message to ${verb} not found`);
  return message;
}

function edited(state: BotState, params: Params, changes: Params): Params {
  const before = found(state, params, 'edit');
  const after = { ...before, ...changes, reply_markup: params['reply_markup'] };
  if (JSON.stringify(after) === JSON.stringify(before))
    throw new ApiFault(
      400,
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  state.messages.set(`${chatOf(params)} ${String(params['message_id'])}`, after);
  return { ...after, edit_date: state.now() };
}

const file = (kind: string) => ({ file_id: `sent-${kind}`, file_unique_id: `unique-${kind}`, file_size: 1 });
const media = (kind: string) => (state: BotState, params: Params) =>
  sent(state, params, { [kind]: kind === 'photo' ? [{ ...file(kind), width: 1, height: 1 }] : file(kind), caption: params['caption'] });

type Answer = (state: BotState, params: Params) => unknown;

/** How the methods Okno calls answer when nothing is wrong. */
export const answers: Readonly<Record<string, Answer>> = {
  getMe: ({ me }) => ({ ...me, is_bot: true, first_name: 'Okno', can_join_groups: true, can_read_all_group_messages: false }),
  getWebhookInfo: ({ webhook, trouble }) => ({
    url: webhook.url,
    has_custom_certificate: false,
    pending_update_count: trouble.pending,
    ...(webhook.url === '' || webhook.allowed.length === 0 ? {} : { allowed_updates: webhook.allowed }),
    ...(trouble.lastError === undefined ? {} : { last_error_date: trouble.lastError.at, last_error_message: trouble.lastError.message }),
  }),
  setWebhook: (state, params) => {
    state.webhook = {
      url: String(params['url']),
      secret: String(params['secret_token'] ?? ''),
      allowed: (params['allowed_updates'] as readonly string[] | undefined) ?? state.webhook.allowed,
    };
    return true;
  },
  deleteWebhook: (state) => {
    state.webhook = { ...state.webhook, url: '', secret: '' };
    return true;
  },
  getMyCommands: ({ commands }, params) => commands.get(language(params)) ?? [],
  setMyCommands: ({ commands }, params) => !!commands.set(language(params), params['commands']),
  getMyDescription: ({ descriptions }, params) => ({ description: descriptions.get(language(params)) ?? '' }),
  setMyDescription: ({ descriptions }, params) => !!descriptions.set(language(params), String(params['description'] ?? '')),
  getMyShortDescription: ({ shortDescriptions }, params) => ({ short_description: shortDescriptions.get(language(params)) ?? '' }),
  setMyShortDescription: ({ shortDescriptions }, params) =>
    !!shortDescriptions.set(language(params), String(params['short_description'] ?? '')),
  sendMessage: (state, params) => sent(state, params, { text: params['text'], entities: params['entities'] }),
  sendPhoto: media('photo'),
  sendDocument: media('document'),
  sendVideo: media('video'),
  sendVideoNote: media('video_note'),
  sendVoice: media('voice'),
  sendAudio: media('audio'),
  sendSticker: media('sticker'),
  sendAnimation: media('animation'),
  sendLocation: (state, params) => sent(state, params, { location: { latitude: params['latitude'], longitude: params['longitude'] } }),
  sendVenue: (state, params) => sent(state, params, {}),
  sendContact: (state, params) => sent(state, params, {}),
  sendMediaGroup: (state, params) => (params['media'] as readonly unknown[]).map(() => sent(state, params, {})),
  editMessageText: (state, params) => edited(state, params, { text: params['text'], entities: params['entities'] }),
  editMessageCaption: (state, params) => edited(state, params, { caption: params['caption'] }),
  editMessageReplyMarkup: (state, params) => edited(state, params, {}),
  deleteMessage: (state, params) => {
    found(state, params, 'delete');
    return state.messages.delete(`${chatOf(params)} ${String(params['message_id'])}`);
  },
  // Those that are gone already are passed over.
  deleteMessages: ({ messages }, params) => {
    for (const id of params['message_ids'] as readonly number[]) messages.delete(`${chatOf(params)} ${id}`);
    return true;
  },
  answerCallbackQuery: () => true,
  sendChatAction: () => true,
  setMessageReaction: () => true,
  leaveChat: () => true,
  getFile: ({ files }, params) => {
    const id = String(params['file_id']);
    const bytes = files.get(id);
    if (bytes === undefined) throw new ApiFault(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
    if (bytes.length > 20 * 1024 * 1024) throw new ApiFault(400, 'Bad Request: file is too big');
    return { file_id: id, file_unique_id: `unique-${id}`, file_size: bytes.length, file_path: `files/${id}` };
  },
};
