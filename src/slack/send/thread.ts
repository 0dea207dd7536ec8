import type { Language } from '../../domain/language.ts';
import type { Author } from '../../domain/message.ts';

/** A conversation's thread as it stands. */
export interface SlackThread {
  readonly id: string;
  readonly channel: string;
  /** null before its card was posted */
  readonly rootTs: string | null;
  /** the client's words up to this message stand on the card; null: none do */
  readonly carriedTo: number | null;
  /** what its department speaks */
  readonly language: Language;
}

/** A thread whose card was posted. */
export type RootedThread = SlackThread & { readonly rootTs: string };

/** A stored message as another one quotes it. */
export interface QuotedMessage {
  readonly text: string;
  readonly author: Author;
  readonly name: string | null;
  /** said for another of the contact's clients: it is not shown where it is quoted */
  readonly isOfAnother: boolean;
}
