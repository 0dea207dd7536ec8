import type { Message, ReplyParameters } from 'grammy/types';
import type { SendResult } from '../../domain/delivery.ts';
import type { Dispatch, Ref } from '../../engine/delivery/channel.ts';
import type { TelegramApi } from '../api.ts';
import { entitiesOf } from '../entities.ts';
import { type Failure, failureOf } from '../failure.ts';
import { albumItem, captionOf, inputFile, type ReadFile, type SendKind } from './media.ts';
import type { Leaving, Pace } from './pace.ts';
import { type Part, sizeOf } from './parts.ts';
import type { Settle } from './settle.ts';

export interface SendDeps {
  readonly api: TelegramApi;
  readonly readFile: ReadFile;
  readonly pace: Pace;
  readonly settle: Settle;
}

/** Sends the parts one after the other, in the order they are to stand; those that stand there already are skipped. */
export async function sendParts(deps: SendDeps, dispatch: Dispatch, chat: string, parts: readonly Part[]): Promise<SendResult> {
  if (parts.length === 0) return { type: 'refused', reason: (dispatch.body?.attachments ?? []).length > 0 ? 'lost-file' : 'empty' };
  const ids = inOrder(dispatch.refs);
  let standing = ids.length;
  for (const [i, part] of parts.entries()) {
    const size = sizeOf(part);
    if (standing >= size) {
      standing -= size;
      continue;
    }
    const afterMs = deps.pace.reserve(chat, leavingOf(dispatch, size));
    if (afterMs > 0) return { type: 'retry', afterMs, untried: true, parts: ids };
    try {
      ids.push(...(await sendPart(deps, placeOf(dispatch, chat), part, i === 0 ? quoteOf(dispatch) : undefined)));
      deps.pace.accepted();
    } catch (error) {
      return deps.settle(error, dispatch, ids);
    }
  }
  return { type: 'sent', externalId: ids[0] ?? '', parts: ids, chat };
}

/** Names a dispatch to the pace that keeps its place. */
export function leavingOf({ window, seq, verb, author }: Dispatch, count: number): Leaving {
  return { key: `${window} ${seq} ${verb}`, count, isPersons: author !== 'system' };
}

/** Sorts message ids: Telegram counts a chat's messages up, so their ids say in which order they stand. */
export function inOrder(refs: readonly Ref[]): string[] {
  return refs.map((each) => each.id).toSorted((a, b) => Number(a) - Number(b));
}

function quoteOf({ quoteRef }: Dispatch): ReplyParameters | undefined {
  // The client may have deleted what is answered; the answer comes all the same.
  return quoteRef === null ? undefined : { message_id: Number(quoteRef.id), allow_sending_without_reply: true };
}

/** A chat, and the topic in it. */
export interface Place {
  readonly chat: string;
  readonly thread: string | null;
}

export const placeOf = ({ thread }: Dispatch, chat: string): Place => ({ chat, thread });

/** Sends one part; where its topic is gone, into the chat itself. */
export async function sendPart(deps: Pick<SendDeps, 'api' | 'readFile'>, { chat, thread }: Place, part: Part, quote?: ReplyParameters) {
  const to = { chat_id: Number(chat), ...(quote === undefined ? {} : { reply_parameters: quote }) };
  if (thread === null) return sendTo(deps, to, part);
  try {
    return await sendTo(deps, { ...to, message_thread_id: Number(thread) }, part);
  } catch (error) {
    if (failureOf(error).type !== 'no-thread') throw error;
    return sendTo(deps, to, part);
  }
}

type Target = { readonly chat_id: number; readonly message_thread_id?: number; readonly reply_parameters?: ReplyParameters };

async function sendTo({ api, readFile }: Pick<SendDeps, 'api' | 'readFile'>, to: Target, part: Part): Promise<string[]> {
  switch (part.type) {
    case 'text': {
      const { words, keyboard } = part;
      const marked = words.marks.length === 0 ? {} : { entities: entitiesOf(words.marks) };
      return idsOf(
        await api.raw.sendMessage({ ...to, text: words.text, ...marked, ...(keyboard === undefined ? {} : { reply_markup: keyboard }) }),
      );
    }
    case 'place': {
      const { latitude, longitude, title } = part.place;
      if (title === undefined) return idsOf(await api.raw.sendLocation({ ...to, latitude, longitude }));
      return idsOf(await api.raw.sendVenue({ ...to, latitude, longitude, title, address: title }));
    }
    case 'card':
      return idsOf(await api.raw.sendContact({ ...to, phone_number: part.card.phone, first_name: part.card.name }));
    case 'album':
      return orAsDocument(async (asDocument) => {
        const media = part.files.map((each, i) => albumItem(each, readFile, i === 0 ? part.caption : null, asDocument));
        // Its type wants all items of one kind, which they are: of one family, or documents.
        return idsOf(...(await api.raw.sendMediaGroup({ ...to, media: media as Parameters<typeof api.raw.sendMediaGroup>[0]['media'] })));
      });
    case 'file':
      return orAsDocument(async (asDocument) => {
        const file = inputFile(part.file, readFile);
        return idsOf(await sendFile(api, { ...to, ...captionOf(part.caption) }, asDocument ? 'document' : part.kind, file));
      });
  }
}

function sendFile({ raw }: TelegramApi, to: Target, kind: SendKind, file: ReturnType<typeof inputFile>): Promise<Message> {
  switch (kind) {
    case 'photo':
      return raw.sendPhoto({ ...to, photo: file });
    case 'video':
      return raw.sendVideo({ ...to, video: file, supports_streaming: true });
    case 'video-note':
      return raw.sendVideoNote({ ...to, video_note: file });
    case 'voice':
      return raw.sendVoice({ ...to, voice: file });
    case 'audio':
      return raw.sendAudio({ ...to, audio: file });
    case 'sticker':
      return raw.sendSticker({ ...to, sticker: file });
    case 'animation':
      return raw.sendAnimation({ ...to, animation: file });
    case 'document':
      return raw.sendDocument({ ...to, document: file });
  }
}

/** Sends as a document what Telegram refuses as what it is: a picture too wide for a photo, a voice message the client does not accept. */
async function orAsDocument(send: (asDocument: boolean) => Promise<string[]>): Promise<string[]> {
  try {
    return await send(false);
  } catch (error) {
    const failure: Failure = failureOf(error);
    if (failure.type !== 'refused' || failure.reason !== 'bad-file') throw error;
    return send(true);
  }
}

function idsOf(...messages: readonly { readonly message_id: number }[]): string[] {
  return messages.map((each) => String(each.message_id));
}
