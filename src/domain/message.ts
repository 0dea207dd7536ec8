import type { Attachment, Choice, Excerpt, Forwarded, GeoPoint, Mark, OptionId, PersonCard, QuestionId } from './content.ts';
import type { ConversationId, Seq } from './ids.ts';
import type { Language } from './language.ts';
import type { LoggedContactKind } from './logged-contact.ts';

export type Author = 'client' | 'specialist' | 'system';

/** `internal` never leaves the company: no query for clients, no outbox row, no channel sees it. */
export type Audience = 'client' | 'internal';

export interface AskedQuestion {
  readonly id: QuestionId;
  readonly kind: 'choice' | 'text';
  readonly options: readonly { readonly id: OptionId; readonly label: string }[];
  /** where the channel vouches for people's phones, one may be shared instead of an answer (R6) */
  readonly proof?: 'phone';
}

/** One emoji under a message; `by`: the client, or a specialist's id. Stored as `message.reactions`. */
export interface Reaction {
  readonly by: string;
  readonly emoji: string;
}

/** A message's content as stored (`message.body`). System texts keep their key and parameters beside the words they were given. */
export interface MessageBody {
  readonly text: string;
  readonly marks?: readonly Mark[];
  readonly choice?: Choice;
  readonly attachments?: readonly Attachment[];
  readonly place?: GeoPoint;
  readonly card?: PersonCard;
  /** the message of the same window it answers */
  readonly quote?: Seq;
  /** the words of it that were chosen, or of what is answered from elsewhere */
  readonly excerpt?: Excerpt;
  /** these are somebody else's words, passed on */
  readonly forwarded?: Forwarded;
  /** the thread of the messenger's chat it was written in, such as a topic of a private chat: it is answered there */
  readonly thread?: string;
  readonly question?: AskedQuestion;
  /** the client is asked to rate the conversation, from 1 to 5, with one tap (R23) */
  readonly rate?: true;
  /** one tap says that what they wrote is about the former matter (R15) */
  readonly former?: true;
  /** the client may say with one tap that what they wrote is not about money (R10) */
  readonly notMoney?: true;
  /** the conversation that these taps are about, where it is another than the message's own */
  readonly about?: ConversationId;
  /** said, not written: in a call, at a visit */
  readonly spoken?: LoggedContactKind;
  readonly key?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly language?: Language;
}
