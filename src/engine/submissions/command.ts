import type { Attachment, Mark } from '../../domain/content.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { Seq, SpecialistId } from '../../domain/ids.ts';

/** Where the bytes of an attachment are to be had: an id or address that only the channel `account` can use. */
export interface Fetch {
  readonly id: string;
  readonly remote: string;
}

/** Something a specialist does to a conversation. `key`: the desk's own id of the action, a repeat is success. */
export type Command =
  /** to the client. `steering`: by a head who is not in charge, with their name */
  | (Words & { readonly type: 'reply'; readonly steering?: true })
  | (Words & { readonly type: 'note' })
  /** changes, or takes back, a message of their own; where the client's channel cannot follow, that is said at the desk */
  | { readonly type: 'edit'; readonly seq: Seq; readonly text: string; readonly marks?: readonly Mark[] }
  | { readonly type: 'delete'; readonly seq: Seq }
  | { readonly type: 'take' }
  | {
      readonly type: 'transfer';
      readonly department: DepartmentKey;
      readonly specialist?: SpecialistId;
      readonly reason: string;
      /** what the next one needs to know */
      readonly summary?: string;
      /** a meeting for the salesperson it goes to (R4) */
      readonly meeting?: Meeting;
    }
  /** "I will answer by …", told to the client (R13) */
  | { readonly type: 'promise'; readonly until: Date }
  /** the client's last words need no answer */
  | { readonly type: 'waive'; readonly reason: string }
  /** a matter of finance, beside this one in the same window; `reason` is what finance needs to know (R10) */
  | { readonly type: 'beside'; readonly topic: 'finance'; readonly reason: string }
  | { readonly type: 'resolve' };

export interface Words {
  readonly text: string;
  readonly marks?: readonly Mark[];
  readonly attachments?: readonly Attachment[];
  readonly fetches?: readonly Fetch[];
  /** the message of the window it answers */
  readonly quote?: Seq;
}

export interface Meeting {
  readonly at: Date;
  readonly text: string;
}
