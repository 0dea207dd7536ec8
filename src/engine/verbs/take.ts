import type { SpecialistId } from '../../domain/ids.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { deskKey } from '../submissions/sender.ts';
import { isFitFor, isInCharge, isReplaced } from './guard.ts';
import { stillComing, takenTo, takeOver } from './met-client.ts';

export interface TakeCommand {
  readonly type: 'take';
  /** whom they saw in charge, null for nobody: if it is somebody else by now they are asked; absent: whoever it is */
  readonly from?: SpecialistId | null;
  /** what was said to speak against their taking it, and is known */
  readonly knowingly?: readonly string[];
  /** why they do not wait for whoever was called to the client they met and could still come (R7) */
  readonly reason?: string;
}

/** A specialist takes the conversation, from the queue or from a colleague; the client does not move with it (R15). */
export function take(batch: Batch, conversation: ConversationDraft, action: DeskAction<TakeCommand>): Handled {
  const { actor, command } = action;
  if (conversation.row.status === 'closed') return refused('conversation-closed');
  if (isInCharge(conversation, actor)) return refused('already-in-charge');
  if (command.from !== undefined && conversation.row.specialistId !== command.from) return refused('taken-meanwhile');
  if (isReplaced(conversation, actor)) return refused('stand-in-finishes');
  const department = takenTo(batch, conversation, actor);
  if (department === null) return refused('unknown-department');
  if (!isFitFor(batch, conversation, actor, department)) return refused('not-trained');
  const insteadOf = stillComing(batch, conversation, actor);
  const { reason = null, knowingly } = command;
  if (insteadOf !== null && reason === null) return refused('owner-can-come');
  const taking = { department, insteadOf, reason, clientKey: deskKey(action), knowingly };
  const objected = takeOver(batch, conversation, actor, taking);
  if (objected !== null) return objected;
  return done(conversation);
}
