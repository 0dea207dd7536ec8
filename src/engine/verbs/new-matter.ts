import { waitsOf } from '../../../flows/policy.ts';
import type { FlowState } from '../../domain/decision.ts';
import { type OpenTell, passedOn } from '../../domain/voice.ts';
import { departmentFor } from '../assign/department-for.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, clientOf } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { draftNew } from '../submissions/new-conversation.ts';
import { waitIn } from '../turns/hold.ts';
import { maySteer } from './guard.ts';

export interface NewMatterCommand {
  readonly type: 'new-matter';
}

/**
 * What the client wrote into a matter that had been settled is another one: that matter is settled as before, and what they wrote begins
 * a conversation of its own, which goes to their owner (R15) and counts their wait from when they wrote (R28). The opposite of "the same matter".
 */
export function newMatter(batch: Batch, conversation: ConversationDraft, { actor }: DeskAction<NewMatterCommand>): Handled {
  const { row, flow, window } = conversation;
  if (row.status === 'closed') return refused('conversation-closed');
  if (!maySteer(batch, conversation, actor)) return refused('not-in-charge');
  const { lastMessage } = flow.outline(row.state as FlowState);
  if (row.openTurnId === null || row.turns < 2) return refused('nothing-to-answer');
  const wait = waitIn(conversation);
  feed(batch, conversation, { type: 'parted', by: actor });
  const client = clientOf(conversation);
  const department = departmentFor(batch, 'general', client);
  const matter = { department, track: 'general', client: client?.id ?? null } as const;
  const begun = draftNew(batch, window, { channel: row.channel, target: row.target }, matter);
  // What began it stands in the settled one.
  begun.row.chosenSeq = window.row.lastSeq;
  window.row.tell = passedOn(window.row.tell as OpenTell | null, row.id, begun.row.id);
  feed(batch, begun, {
    type: 'opened',
    known: true,
    department,
    language: window.contact.language,
    waits: waitsOf(batch.company.policy.data),
    message: lastMessage,
    says: { kind: 'text' },
    again: true,
    ...wait,
  });
  return done(begun);
}
