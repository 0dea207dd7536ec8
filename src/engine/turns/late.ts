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
  const { row } = conversation;
  const { headId } = departmentOf(batch.company, row.departmentId);
  postLate(batch, conversation, headId === null ? 'late.nobody' : 'late.head', headId);
  batch.plan.tasks.push({
    id: batch.newId(),
    kind: 'late',
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
    outcome: null,
    remindedAt: null,
  });
}

/** In the language of whoever is meant; who else reads it has the key and the name. */
function postLate(batch: Batch, conversation: ConversationDraft, key: Key, to: SpecialistId | null): void {
  const person = to === null ? undefined : batch.company.people.get(to);
  const language = person?.language ?? conversation.window.contact.language;
  const params = { name: person?.name ?? '' };
  postInternal(batch, conversation, { text: tInternal(language, key, params), key, params, language });
}
