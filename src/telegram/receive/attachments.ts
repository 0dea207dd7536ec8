import { type Attachment, type AttachmentKind, maxFileBytes, maxFilesPerMessage } from '../../domain/content.ts';
import type { NewId } from '../../domain/ids.ts';
import type { Fetch } from '../../engine/submissions/submission.ts';
import { cleanName } from '../../files/name.ts';
import { blocksIn } from './rich-message.ts';
import { type Files, filesForm, type Message } from './update.ts';

interface SentFile {
  readonly kind: AttachmentKind;
  readonly remote: string;
  readonly unique: string | undefined;
  readonly size: number;
  readonly name: string;
  readonly mediaType: string;
}

type File = NonNullable<Files['document']>;

/** Finds the file of a message, if it has one. Telegram shows an animation as a document too, so animations come first. */
function fileOf(files: Files): SentFile | null {
  const { photo, live_photo: live, animation, document, voice = files.voice_note, video, video_note: note, audio, sticker } = files;
  const largest = (photo ?? live?.photo)?.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
  if (largest !== undefined) return sentFile('photo', largest, 'photo.jpg', 'image/jpeg');
  if (live !== undefined) return sentFile('video', live, 'live-photo.mp4', 'video/mp4');
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
    unique: file.file_unique_id,
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

/** Reads the message's files, to be fetched after the commit; larger ones the Bot API hands to nobody. Only rich messages have several. */
export function attachmentsOf(message: Message, newId: NewId): Attached {
  const found = [message, ...blocksIn(message.rich_message).map((each) => filesForm.parse(each))].flatMap((each) => fileOf(each) ?? []);
  if (found.length === 0) return {};
  const files = found.slice(0, maxFilesPerMessage).map((each) => ({ id: newId() as string, ...each }));
  const fetches = files.filter((each) => each.size <= maxFileBytes).map(({ id, remote }) => ({ id, remote }));
  return {
    attachments: files.map(({ id, kind, size, name, mediaType, unique }) => ({
      id,
      name,
      mediaType,
      size,
      kind,
      ...(unique === undefined ? {} : { unique }),
      state: size > maxFileBytes ? 'too-big' : 'coming',
    })),
    ...(fetches.length === 0 ? {} : { fetches }),
  };
}
