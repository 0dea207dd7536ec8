import type { Attachment, Choice, OptionId, QuestionId } from './content.ts';
import type { Language } from './language.ts';
import type { SpokenKind } from './spoken.ts';

export type Author = 'client' | 'specialist' | 'system';

/** `internal` never leaves the company: no query for clients, no outbox row, no channel sees it. */
export type Audience = 'client' | 'internal';

export interface AskedQuestion {
  readonly id: QuestionId;
  readonly kind: 'choice' | 'text';
  readonly options: readonly { readonly id: OptionId; readonly label: string }[];
}

/** A message's content as stored (`message.body`). System texts keep their key and parameters beside the words they were given. */
export interface MessageBody {
  readonly text: string;
  readonly choice?: Choice;
  readonly attachments?: readonly Attachment[];
  readonly question?: AskedQuestion;
  /** said, not written: in a call, at a visit */
  readonly spoken?: SpokenKind;
  readonly key?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly language?: Language;
}
