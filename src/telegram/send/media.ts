import { InputFile } from 'grammy';
import type { InputMediaAudio, InputMediaDocument, InputMediaPhoto, InputMediaVideo } from 'grammy/types';
import type { Attachment, AttachmentKind } from '../../domain/content.ts';
import type { Marked } from '../../domain/marks.ts';
import { entitiesOf } from '../entities.ts';
import { FileUnreadable } from '../failure.ts';

/** As what kind of file Telegram is to show it. */
export type SendKind = Exclude<AttachmentKind, 'file'> | 'document';

export type ReadFile = (id: string) => AsyncIterable<Uint8Array>;

/** Bytes of what may be sent as a photo. */
const maxPhoto = 10 * 1024 * 1024;

const byType: Readonly<Record<string, SendKind>> = {
  'image/jpeg': 'photo',
  'image/png': 'photo',
  'image/webp': 'photo',
  'image/gif': 'animation',
  'video/mp4': 'video',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
};

/** What Telegram takes as each kind; anything else of that kind goes as a document. */
const takes: Readonly<Record<Exclude<SendKind, 'document'>, RegExp>> = {
  photo: /^image\/(jpeg|png|webp)$/,
  animation: /^(image\/gif|video\/mp4)$/,
  video: /^video\/mp4$/,
  'video-note': /^video\/mp4$/,
  voice: /^(audio|application)\/(ogg|mpeg|mp4|x-m4a)$/,
  audio: /^audio\/(mpeg|mp4|x-m4a)$/,
  sticker: /^(image\/webp|video\/webm|application\/(gzip|x-tgsticker))$/,
};

/** Chooses the kind a file came as from a messenger, or by what is in it; a plain file stays one. */
export function sendKindOf({ kind, mediaType, size }: Attachment): SendKind {
  const wanted = kind === 'file' ? 'document' : (kind ?? byType[mediaType] ?? 'document');
  if (wanted === 'document' || !takes[wanted].test(mediaType)) return 'document';
  return wanted === 'photo' && size > maxPhoto ? 'document' : wanted;
}

/** Says which files Telegram shows as one album; null for those that come alone. */
export function albumKindOf(file: Attachment): 'pictures' | 'documents' | 'sounds' | null {
  const kind = sendKindOf(file);
  if (kind === 'photo' || kind === 'video') return 'pictures';
  if (kind === 'document') return 'documents';
  return kind === 'audio' ? 'sounds' : null;
}

/** Makes a file of a form: its name goes into a header without quotes, so signs that mean something there become others. */
export function inputFile(file: Attachment, readFile: ReadFile): InputFile {
  const name = file.name.replace(/[\p{Cc};"\\]/gu, '_').trim();
  return new InputFile(() => readOrFail(readFile(file.id)), name === '' ? 'file' : name);
}

async function* readOrFail(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch {
    throw new FileUnreadable();
  }
}

export type AlbumItem = InputMediaPhoto | InputMediaVideo | InputMediaDocument | InputMediaAudio;

/** Makes one file of an album. `asDocument`: Telegram did not take it as what it is. */
export function albumItem(file: Attachment, readFile: ReadFile, caption: Marked | null, asDocument: boolean): AlbumItem {
  const kind = asDocument ? 'document' : sendKindOf(file);
  const media = inputFile(file, readFile);
  const words = captionOf(caption);
  if (kind === 'photo' || kind === 'video' || kind === 'audio') return { type: kind, media, ...words };
  return { type: 'document', media, ...words };
}

export function captionOf(caption: Marked | null) {
  return caption === null ? {} : { caption: caption.text, caption_entities: entitiesOf(caption.marks) };
}
