/** Ids of the question tree: short ascii names chosen by whoever writes the tree. */
export type QuestionId = string;
export type OptionId = string;
export type LeafId = string;

/** The question a contact of several clients is asked: for which of them they write. No tree has an id like it. */
export const clientQuestion: QuestionId = '_client';

export interface Choice {
  readonly question: QuestionId;
  readonly option: OptionId;
}

export const markKinds = ['bold', 'italic', 'strike', 'code', 'pre', 'quote', 'link'] as const;

/**
 * How a stretch of a text looks, the same for every channel. The text itself is plain: no asterisks, a list has its bullets.
 * `at` and `length` count UTF-16 units; marks lie inside the text, may nest, and come in order of `at`, the longer one first.
 */
export type Mark = { readonly at: number; readonly length: number } & (
  | { readonly kind: Exclude<(typeof markKinds)[number], 'link'> }
  | { readonly kind: 'link'; readonly url: string }
);

export const attachmentKinds = ['file', 'photo', 'video', 'video-note', 'voice', 'audio', 'sticker', 'animation'] as const;

/** How a messenger showed it; a file by default. */
export type AttachmentKind = (typeof attachmentKinds)[number];

export const attachmentStates = ['coming', 'too-big', 'lost'] as const;

/** A file that came with a message; its bytes are stored under the same id, before the message or, from messengers, after it. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  /** as found in the bytes, never as claimed; until they are here as the messenger said */
  readonly mediaType: string;
  /** bytes */
  readonly size: number;
  readonly kind?: AttachmentKind;
  /** the messenger's own id of the file: another one is another file */
  readonly unique?: string;
  /** of an album: the id its item has in the messenger, the words under it, which are part of the message's text, and when it was changed last */
  readonly item?: { readonly id: string; readonly text: string; readonly marks?: readonly Mark[]; readonly editedAt?: number };
  /** absent: here. `coming`: being fetched; `too-big`: more than the messenger hands out; `lost`: it could not be fetched */
  readonly state?: (typeof attachmentStates)[number];
}

/** A place somebody sent. */
export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
  readonly title?: string;
}

/** Somebody's card as a client passed it on; it proves nothing. */
export interface PersonCard {
  readonly name: string;
  readonly phone: string;
}

/** Whose words were passed on. Who hides their account is known by name only; '' where not even that is told. */
export interface Forwarded {
  readonly kind: 'person' | 'chat' | 'channel';
  readonly name: string;
  /** when they were written, as the messenger tells it */
  readonly at?: string;
}

/** What a message answers, in the words its sender chose of it, or of a message that does not stand in the window; `name`: whose it is, if told. */
export interface Excerpt {
  readonly text: string;
  readonly name?: string;
}

/**
 * What a person sent, the same for every channel. A tapped button carries its choice and no text: the tree has the words. What was
 * forwarded is somebody else's: it answers no question, and is shown with where it comes from.
 */
export interface Content {
  readonly text: string;
  readonly marks?: readonly Mark[];
  readonly choice?: Choice;
  readonly attachments?: readonly Attachment[];
  readonly place?: GeoPoint;
  readonly card?: PersonCard;
  readonly forwarded?: Forwarded;
  readonly excerpt?: Excerpt;
}

/**
 * What a client's message means to the flow, without its words: this is what the event log keeps.
 * `option`: an answer to the question being asked, tapped or typed; `asks-human`: "operator, please"; `aside`: somebody else's words,
 * passed on, which answer nothing; `start`: they pressed the messenger's Start, and said nothing; `text`: anything else.
 */
export type Meaning =
  | { readonly kind: 'option'; readonly question: QuestionId; readonly option: OptionId }
  | { readonly kind: 'asks-human' }
  | { readonly kind: 'aside' }
  | { readonly kind: 'start' }
  | { readonly kind: 'text' };

/** Longest text a client or a specialist may send at once, in UTF-16 units. */
export const maxTextLength = 16_000;

/** Largest file that may come with a message, in bytes. */
export const maxFileBytes = 20 * 1024 * 1024;

/** Files of one message. */
export const maxFilesPerMessage = 10;

/** Makes text storable and safe to encode: NUL goes, a lone surrogate becomes U+FFFD. Everything else stays byte for byte. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
