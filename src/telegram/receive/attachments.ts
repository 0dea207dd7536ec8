import { type Attachment, type AttachmentKind, maxFileBytes } from '../../domain/content.ts';
import type { NewId } from '../../domain/ids.ts';
import type { Fetch } from '../../engine/submissions/submission.ts';
import { cleanName } from '../../files/name.ts';
import type { Message } from './update.ts';

interface SentFile {
  readonly kind: AttachmentKind;
  readonly remote: string;
  readonly size: number;
  readonly name: string;
  readonly mediaType: string;
}

type File = NonNullable<Message['document']>;

/** Finds the file of a message, if it has one. Telegram shows an animation as a document too, so animations come first. */
function fileOf(message: Message): SentFile | null {
  const { photo, animation, document, voice, video, video_note: note, audio, sticker } = message;
  const largest = photo?.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
  if (largest !== undefined) return sentFile('photo', largest, 'photo.jpg', 'image/jpeg');
  if (animation !== undefined) return sentFile('animation', animation, 'animation.mp4', 'video/mp4');
  if (document !== undefined) return sentFile('file', document, 'file', 'application/octet-stream');
  if (voice !== undefined) return sentFile('voice', voice, 'voice.ogg', 'audio/ogg');
  if (video !== undefined) return sentFile('video', video, 'video.mp4', 'video/mp4');
  if (note !== undefined) return sentFile('video-note', note, 'video-note.mp4', 'video/mp4');
  if (audio !== undefined) return sentFile('audio', audio, `${audio.title ?? 'audio'}.mp3`, 'audio/mpeg');
  if (sticker === undefined) return null;
  if (sticker.is_animated === true) return sentFile('sticker', sticker, 'sticker.tgs', 'application/gzip');
  return sticker.is_video === true
    ? sentFile('sticker', sticker, 'sticker.webm', 'video/webm')
    : sentFile('sticker', sticker, 'sticker.webp', 'image/webp');
}

function sentFile(kind: AttachmentKind, file: File, name: string, mediaType: string): SentFile {
  return {
    kind,
    remote: file.file_id,
    size: file.file_size ?? 0,
    name: cleanName(file.file_name ?? name),
    mediaType: cleanType(file.mime_type) ?? mediaType,
  };
}

/** Reads a media type, which the sender's app claims, so it may be anything. */
function cleanType(claimed: string | undefined): string | undefined {
  return claimed !== undefined && /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(claimed) ? claimed.toLowerCase() : undefined;
}

export interface Attached {
  readonly attachments?: readonly Attachment[];
  readonly fetches?: readonly Fetch[];
}

/** Reads the message's file, to be fetched after the commit; larger ones the Bot API hands to nobody. */
export function attachmentsOf(message: Message, newId: NewId): Attached {
  const file = fileOf(message);
  if (file === null) return {};
  const { kind, remote, size, name, mediaType } = file;
  const id: string = newId();
  if (size > maxFileBytes) return { attachments: [{ id, name, mediaType, size, kind, state: 'too-big' }] };
  return { attachments: [{ id, name, mediaType, size, kind, state: 'coming' }], fetches: [{ id, remote }] };
}
