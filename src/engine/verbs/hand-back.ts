import type { FlowState } from '../../domain/decision.ts';
import type { HandBackAgreed } from '../../domain/event.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { tInternal } from '../../texts/internal.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, departmentOf } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { postInternal } from '../delivery/post.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { deskKey } from '../submissions/sender.ts';
import { isFitFor, isHead, isInCharge } from './guard.ts';
import { addInternal } from './note.ts';

/** What a stand-in took over goes back to who was late with it. */
export interface HandBackCommand {
  readonly type: 'hand-back';
  readonly reason: string;
}

/**
 * Agrees that the late one has the conversation again (R13): one of the two asks, the other agrees, or a head who is neither decides. Each of
 * them says why. Nothing is left of an agreement once the conversation is somebody else's, or settled.
 */
export function handBack(batch: Batch, conversation: ConversationDraft, action: DeskAction<HandBackCommand>): Handled {
  const { row, flow } = conversation;
  const { actor, command } = action;
  if (row.status === 'closed') return refused('conversation-closed');
  if (row.status === 'resolved') return refused('conversation-resolved');
  const { replaced, agreed } = flow.outline(row.state as FlowState);
  const isOfTheTwo = actor === replaced || isInCharge(conversation, actor);
  const department = departmentOf(batch.company, row.departmentId);
  if (replaced === null || !isServed(conversation)) return refused('nothing-to-hand-back');
  if (!isOfTheTwo && !isHead(batch, department, actor)) return refused('not-in-charge');
  if (isOfTheTwo && agreed === actor) return refused('agreed-already');
  const late = batch.company.people.get(replaced);
  if (late === undefined || late.hasLeft) return refused('unknown-specialist');
  if (!isFitFor(batch, conversation, replaced, department.key)) return refused('not-trained');
  const message = addInternal(batch, conversation, actor, { text: command.reason }, deskKey(action));
  const event: HandBackAgreed = { type: 'hand-back.agreed', specialist: actor, message, ...(!isOfTheTwo && { asHead: true }) };
  sayWhere(batch, conversation, { actor, replaced, isDone: !isOfTheTwo || agreed !== null });
  feed(batch, conversation, event);
  return done(conversation, message);
}

const isServed = ({ row: { status } }: ConversationDraft) => status === 'waiting-on-us' || status === 'waiting-on-client';

/** Both, and whoever reads along, see what has been agreed to and what is still to be. */
function sayWhere(
  batch: Batch,
  conversation: ConversationDraft,
  { actor, replaced, isDone }: { readonly actor: SpecialistId; readonly replaced: SpecialistId; readonly isDone: boolean },
): void {
  const { people } = batch.company;
  const { row, window } = conversation;
  const other = actor === replaced ? row.specialistId : replaced;
  const reader = people.get(isDone ? replaced : (other ?? replaced));
  const language = reader?.language ?? window.contact.language;
  const key = isDone ? 'hand-back.done' : actor === replaced ? 'hand-back.asked' : 'hand-back.offered';
  const nameOf = (id: string | null) => (id === null ? '' : (people.get(id as SpecialistId)?.name ?? ''));
  const params = { by: nameOf(actor), late: nameOf(replaced), other: nameOf(other) };
  postInternal(batch, conversation, { text: tInternal(language, key, params), key, params, language });
}
