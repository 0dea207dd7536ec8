/** Ids of the question tree: short ascii names chosen by whoever writes the tree. */
export type QuestionId = string;
export type OptionId = string;
export type LeafId = string;

export interface Choice {
  readonly question: QuestionId;
  readonly option: OptionId;
}

/** A file that came with a message; its bytes are stored before the message, under the same id. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  /** as found in the bytes, never as claimed */
  readonly mediaType: string;
  /** bytes */
  readonly size: number;
}

/** What a person sent, the same for every channel. A tapped button carries its choice and no text: the tree has the words. */
export interface Content {
  readonly text: string;
  readonly choice?: Choice;
  readonly attachments?: readonly Attachment[];
}

/**
 * What a client's message means to the flow, without its words: this is what the event log keeps.
 * `option`: an answer to the question being asked, tapped or typed; `asks-human`: "operator, please"; `text`: anything else.
 */
export type Says =
  | { readonly kind: 'option'; readonly question: QuestionId; readonly option: OptionId }
  | { readonly kind: 'asks-human' }
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
