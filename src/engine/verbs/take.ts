import type { SpecialistId } from '../../domain/ids.ts';
import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { refuseByHand } from './by-hand.ts';
import { isFitFor, isInCharge } from './guard.ts';

export interface TakeCommand {
  readonly type: 'take';
  /** whom they saw in charge, null for nobody: if it is somebody else by now they are asked; absent: whoever it is */
  readonly from?: SpecialistId | null;
  /** what was said to speak against their taking it, and is known */
  readonly knowingly?: readonly string[];
}

/** A specialist takes the conversation, from the queue or from a colleague; the client does not move with it (R15). */
export function take(batch: Batch, conversation: ConversationDraft, { actor, command }: DeskAction<TakeCommand>): Handled {
  if (conversation.row.status === 'closed') return refused('conversation-closed');
  if (isInCharge(conversation, actor)) return refused('already-in-charge');
  if (command.from !== undefined && conversation.row.specialistId !== command.from) return refused('taken-meanwhile');
  const department = batch.company.people.get(actor)?.department ?? null;
  if (department === null) return refused('unknown-department');
  if (!isFitFor(batch, conversation, actor, department)) return refused('not-trained');
  const event = { type: 'taken', specialist: actor, department } as const;
  const objected = refuseByHand(batch, conversation, { specialist: actor, department, knowingly: command.knowingly, event });
  if (objected !== null) return objected;
  feed(batch, conversation, event);
  return done(conversation);
}
