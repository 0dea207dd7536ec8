import type { SpecialistId } from '../../domain/ids.ts';
import { type inside, tInternal } from '../../texts/internal.ts';
import { type Batch, type ConversationDraft, departmentOf } from '../batch/draft.ts';
import { postInternal } from '../delivery/post.ts';

type Key = keyof (typeof inside)['en'];

/** The person in charge reads in the thread that the client waits (R13). */
export function remind(batch: Batch, conversation: ConversationDraft, specialist: SpecialistId): void {
  postLate(batch, conversation, 'late.reminder', specialist);
}

/** No answer came in time from anybody: the head of the department has it on their list, and reads of it in the thread (R13). */
export function callHead(batch: Batch, conversation: ConversationDraft): void {
  const headId = addHeadTask(batch, conversation, 'late');
  postLate(batch, conversation, headId === null ? 'late.nobody' : 'late.head', headId);
}

/**
 * Nobody could take it for as long as it may wait: the head is called the same way (R11). Where portfolios alone are in the way, they
 * are offered to accept the client beyond one (R12).
 */
export function callHeadToQueue(batch: Batch, conversation: ConversationDraft, full: boolean): void {
  const headId = addHeadTask(batch, conversation, full ? 'queue-full' : 'queue');
  postLate(batch, conversation, headId === null ? 'queue.nobody' : full ? 'queue.full' : 'queue.head', headId);
}

function addHeadTask(batch: Batch, { row }: ConversationDraft, kind: 'late' | 'queue' | 'queue-full'): SpecialistId | null {
  const { headId } = departmentOf(batch.company, row.departmentId);
  batch.plan.tasks.push({
    id: batch.newId(),
    kind,
    contactId: row.contactId,
    clientId: row.clientId,
    conversationId: row.id,
    departmentId: row.departmentId,
    specialistId: headId,
    text: '',
    dueAt: batch.now,
    createdAt: batch.now,
    createdBy: null,
    doneAt: null,
    doneBy: null,
    startsAt: null,
    endsAt: null,
    outcome: null,
    result: null,
    remindedAt: null,
  });
  return headId;
}

/** In the language of whoever is meant; who else reads it has the key and the name. */
function postLate(batch: Batch, conversation: ConversationDraft, key: Key, to: SpecialistId | null): void {
  const person = to === null ? undefined : batch.company.people.get(to);
  const language = person?.language ?? conversation.window.contact.language;
  const params = { name: person?.name ?? '' };
  postInternal(batch, conversation, { text: tInternal(language, key, params), key, params, language });
}
