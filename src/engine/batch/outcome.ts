import type { OtherWay, Unsent } from '../../db/batch/lane.ts';
import type { ConversationId, Seq } from '../../domain/ids.ts';
import type { Objected } from '../../domain/objection.ts';
import type { Refusal } from '../submissions/submission.ts';
import type { ConversationDraft } from './draft.ts';

/** What was done with a submission: which conversation it went to, and the place of the message it made. */
export type Handled =
  | {
      readonly type: 'done';
      readonly conversation: ConversationId | null;
      readonly seq: Seq | null;
      readonly keptInside?: true;
      readonly isRepeat?: true;
    }
  | { readonly type: 'refused'; readonly code: Refusal; readonly details?: Objected };

/** A channel and an address in it: `<account id>:<address>`. */
export interface Reach {
  readonly channel: string;
  readonly target: string;
}

/** What waits for an address that is dead or somebody else's, and where its contact can be reached. */
export interface DeadLane {
  readonly unsent: readonly Unsent[];
  readonly ways: readonly OtherWay[];
}

export function refused(code: Refusal, details?: Objected): Handled {
  return details === undefined ? { type: 'refused', code } : { type: 'refused', code, details };
}

export function done(conversation: ConversationDraft, seq: Seq | null = null): Handled {
  return { type: 'done', conversation: conversation.row.id, seq };
}
