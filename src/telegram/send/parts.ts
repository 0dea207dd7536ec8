import type { Attachment, GeoPoint, PersonCard } from '../../domain/content.ts';
import type { Marked } from '../../domain/marks.ts';
import type { MessageBody } from '../../domain/message.ts';
import { t } from '../../texts/telegram.ts';
import { type Keyboard, keyboardOf } from './keyboard.ts';
import { albumKindOf, type SendKind, sendKindOf } from './media.ts';
import { maxCaption, maxEntities, maxMessage, split } from './split.ts';

/** One call, and the messages it becomes: one, or as many as an album has files. */
export type Part =
  | { readonly type: 'text'; readonly words: Marked; readonly keyboard: Keyboard | undefined }
  | { readonly type: 'file'; readonly file: Attachment; readonly kind: SendKind; readonly caption: Marked | null }
  | { readonly type: 'album'; readonly files: readonly Attachment[]; readonly caption: Marked | null }
  | { readonly type: 'place'; readonly place: GeoPoint }
  | { readonly type: 'card'; readonly card: PersonCard };

export type MediaPart = Extract<Part, { type: 'file' | 'album' }>;

const maxAlbum = 10;
/** Bytes of one call: Telegram takes 50 MB, its form included. */
const maxCall = 45 * 1024 * 1024;

export const sizeOf = (part: Part): number => (part.type === 'album' ? part.files.length : 1);

/** Cuts a message into what Telegram takes in one call: short words go under the first file, longer ones before it. */
export function partsOf(body: MessageBody, conversation: string): Part[] {
  const media = mediaOf(body);
  const words = { text: textOf(body).trimEnd(), marks: body.marks ?? [] };
  const keyboard = keyboardOf(body, conversation);
  const [first, ...rest] = media;
  const isCaption = first !== undefined && keyboard === undefined && fitsCaption(words) && takesCaption(first);
  const texts = isCaption ? [] : textsOf(words, keyboard);
  return [
    ...texts,
    ...(isCaption ? [{ ...first, caption: words.text.trim() === '' ? null : words }, ...rest] : media),
    ...(body.place === undefined ? [] : [{ type: 'place' as const, place: body.place }]),
    ...(body.card === undefined ? [] : [{ type: 'card' as const, card: body.card }]),
  ];
}

/** Adds that their phone would do as well, where it would. */
function textOf({ text, question, language }: MessageBody): string {
  return question?.proof === 'phone' ? `${text}\n\n${t(language ?? 'ru', 'phone.why')}` : text;
}

/** Cuts words into messages; the buttons stand under the last one. */
export function textsOf(words: Marked, keyboard: Keyboard | undefined): Extract<Part, { type: 'text' }>[] {
  const pieces = split(words, maxMessage);
  return pieces.map((each, i) => ({ type: 'text', words: each, keyboard: i === pieces.length - 1 ? keyboard : undefined }));
}

/** Says whether words can stand under a file. */
export function fitsCaption({ text, marks }: Marked): boolean {
  return text.length <= maxCaption && marks.length <= maxEntities;
}

export function takesCaption(part: MediaPart): boolean {
  return part.type === 'album' || (part.kind !== 'sticker' && part.kind !== 'video-note');
}

/** Puts files that go together into albums; those whose bytes are not stored cannot leave. */
export function mediaOf({ attachments = [] }: MessageBody): MediaPart[] {
  const parts: MediaPart[] = [];
  let run: Attachment[] = [];
  const close = () => {
    const [only] = run;
    if (run.length > 1) parts.push({ type: 'album', files: run, caption: null });
    else if (only !== undefined) parts.push({ type: 'file', file: only, kind: sendKindOf(only), caption: null });
    run = [];
  };
  for (const file of attachments.filter((each) => each.state === undefined)) {
    const albumKind = albumKindOf(file);
    const [first] = run;
    const isFull = run.length === maxAlbum || run.reduce((sum, each) => sum + each.size, file.size) > maxCall;
    if (first !== undefined && (albumKind === null || albumKindOf(first) !== albumKind || isFull)) close();
    run.push(file);
    if (albumKind === null) close();
  }
  close();
  return parts;
}
