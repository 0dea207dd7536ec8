import type { SpecialistId } from '../../domain/ids.ts';
import { type Batch, type ConversationDraft, clientOf, departmentKey } from '../batch/draft.ts';

/** Working time within which a meeting is to be proposed, in minutes. */
const withinMinutes = 480;

/**
 * R4: the question of a large organisation is answered first. If it is not served yet, whoever of sales answered proposes a meeting; if
 * it is, its salesperson gets the meeting as an idea, and the question stays where it is.
 */
export function proposeMeeting(batch: Batch, conversation: ConversationDraft, by: SpecialistId | null): void {
  const { row, window } = conversation;
  const client = clientOf(conversation);
  if (by === null || client === null || row.turns !== 1 || (client.size !== 'large' && client.size !== 'key')) return;
  const department = departmentKey(batch.company, row.departmentId);
  const sales = batch.company.departments.find(({ key }) => key === 'sales');
  if (sales === undefined) return;
  const isServed = client.stage === 'served' || client.stage === 'dormant';
  const task = {
    id: batch.newId<'task'>(),
    contactId: window.contact.id,
    clientId: client.id,
    conversationId: row.id,
    departmentId: sales.id,
    text: '',
    dueAt: sales.workingTime.addMinutes(batch.now, withinMinutes) ?? new Date(batch.now.getTime() + withinMinutes * 60_000),
    createdAt: batch.now,
    createdBy: null,
    doneAt: null,
    doneBy: null,
    startsAt: null,
    endsAt: null,
    outcome: null,
    result: null,
    remindedAt: null,
  };
  if (department === 'sales' && !isServed) batch.plan.tasks.push({ ...task, kind: 'meeting', specialistId: by });
  if (department === 'client' && isServed)
    batch.plan.meetingIdeas.push({ ...task, kind: 'meeting-idea', specialistId: client.owners.get('sales') ?? null });
}
