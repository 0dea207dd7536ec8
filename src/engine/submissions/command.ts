import type { Attachment, Mark } from '../../domain/content.ts';
import type { Seq } from '../../domain/ids.ts';
import type { AdmitCommand } from '../verbs/admit.ts';
import type { AnswerFinanceCommand } from '../verbs/answer-finance.ts';
import type { AskFinanceCommand } from '../verbs/ask-finance.ts';
import type { AcceptCommand, DeclineCommand, WithdrawCommand } from '../verbs/decide-proposal.ts';
import type { EditCommand } from '../verbs/edit.ts';
import type { HandBackCommand } from '../verbs/hand-back.ts';
import type { NameClientCommand } from '../verbs/name-client.ts';
import type { NewMatterCommand } from '../verbs/new-matter.ts';
import type { NoReplyNeededCommand } from '../verbs/no-reply-needed.ts';
import type { NoteCommand } from '../verbs/note.ts';
import type { OpenParallelCommand } from '../verbs/open-parallel.ts';
import type { PromiseCommand } from '../verbs/promise.ts';
import type { ReplyCommand } from '../verbs/reply.ts';
import type { ResolveCommand } from '../verbs/resolve.ts';
import type { SameMatterCommand } from '../verbs/same-matter.ts';
import type { SendOverCommand } from '../verbs/send-over.ts';
import type { SetTopicCommand } from '../verbs/set-topic.ts';
import type { SpokeCommand } from '../verbs/spoke.ts';
import type { TakeCommand } from '../verbs/take.ts';
import type { TakeBackCommand } from '../verbs/take-back.ts';
import type { TransferCommand } from '../verbs/transfer.ts';

/** Something a specialist asks for at the desk; the verb of its file carries it out. */
export type Command =
  | AdmitCommand
  | AcceptCommand
  | DeclineCommand
  | WithdrawCommand
  | ReplyCommand
  | NoteCommand
  | EditCommand
  | TakeBackCommand
  | TakeCommand
  | TransferCommand
  | PromiseCommand
  | HandBackCommand
  | NoReplyNeededCommand
  | OpenParallelCommand
  | SendOverCommand
  | AskFinanceCommand
  | AnswerFinanceCommand
  | SetTopicCommand
  | NameClientCommand
  | ResolveCommand
  | SameMatterCommand
  | NewMatterCommand
  | SpokeCommand;

/** What a specialist writes, to the client or to colleagues. */
export interface Words {
  readonly text: string;
  readonly marks?: readonly Mark[];
  readonly attachments?: readonly Attachment[];
  readonly fetches?: readonly Fetch[];
  /** the message of the window it answers */
  readonly quote?: Seq;
}

/** Where the bytes of an attachment are to be had: an id or address that only the channel `account` can use. */
export interface Fetch {
  readonly id: string;
  readonly remote: string;
}
