import { reckon } from '../../domain/deadline.ts';
import { meetingDepartment, suggestedSince } from '../../domain/engagement.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { isLarge, isServed } from '../../domain/newcomer.ts';
import { type Batch, type ConversationDraft, clientOf, departmentKey } from '../batch/draft.ts';

/**
 * R4: the question of a large organisation is answered first, by whoever has it, and then a meeting is proposed. With a newcomer, of whoever
 * of sales answered, else of its salesperson, else of nobody yet: one is found. Of a client that is served the salesperson gets it as an
 * idea, and the question stays where it is.
 */
export function proposeMeeting({ company, plan, newId, now }: Batch, conversation: ConversationDraft, by: SpecialistId | null): void {
  const { row, window } = conversation;
  const client = clientOf(conversation);
  const sales = company.departments.find(({ key }) => key === meetingDepartment);
  if (by === null || client === null || sales === undefined || !isLarge(client)) return;
  const isIdea = isServed(client);
  // Once in a conversation is enough of an idea, and only where the question is not with sales anyway.
  if (isIdea && (row.turns !== 1 || departmentKey(company, row.departmentId) !== 'client')) return;
  const answered = !isIdea && company.people.get(by)?.department === meetingDepartment ? by : null;
  const id = newId<'task'>();
  const reckoned = reckon(company.policy, { kind: 'meeting', from: now.getTime() }, sales);
  const task = {
    id,
    kind: isIdea ? 'meeting-idea' : 'meeting',
    contactId: window.contact.id,
    clientId: client.id,
    conversationId: row.id,
    departmentId: sales.id,
    specialistId: answered ?? client.owners.get(meetingDepartment) ?? null,
    text: '',
    dueAt: reckoned.due,
    startsAt: null,
    endsAt: null,
    createdAt: now,
    createdBy: null,
    doneAt: null,
    doneBy: null,
    outcome: null,
    result: null,
    remindedAt: null,
  };
  const deadline = { id: newId(), about: id, at: now, ...reckoned };
  plan.meetings.push({ task, deadline, since: suggestedSince(company.policy.data, now) });
}
