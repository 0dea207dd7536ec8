import { whenIn } from '../../../flows/words.ts';
import type { HeadCallKind } from '../../domain/head-call.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { type inside, tInternal } from '../../texts/internal.ts';
import { type Batch, type ConversationDraft, departmentOf } from '../batch/draft.ts';
import { postInternal } from '../delivery/post.ts';
import { openCall } from './head-calls.ts';

type Key = keyof (typeof inside)['en'];

/** The person in charge reads in the thread that the client waits (R13). */
export function remind(batch: Batch, conversation: ConversationDraft, specialist: SpecialistId): void {
  postLate(batch, conversation, 'late.reminder', specialist);
}

/**
 * No answer came in time from anybody: the head of the department has it on their list, and reads of it in the thread (R13). `late`: who
 * was late besides the person in charge, who stood in for them; null: there was nobody to stand in.
 */
export function callHead(batch: Batch, conversation: ConversationDraft, late: SpecialistId | null): void {
  const { people } = batch.company;
  const nameOf = (id: string | null) => (id === null ? '' : (people.get(id as SpecialistId)?.name ?? ''));
  const head = headOf(batch, conversation);
  const named = head === null ? 'nobody' : 'head';
  const both = { late: nameOf(late), standIn: nameOf(conversation.row.specialistId) };
  call(batch, conversation, 'late', { key: late === null ? `late.${named}` : `late.both.${named}`, params: late === null ? {} : both });
}

/**
 * Nobody could take it for as long as it may wait: the head is called the same way (R11). Where portfolios alone are in the way, they
 * are offered to accept the client beyond one (R12).
 */
export function callHeadToQueue(batch: Batch, conversation: ConversationDraft, full: boolean): void {
  const key = headOf(batch, conversation) === null ? 'queue.nobody' : full ? 'queue.full' : 'queue.head';
  call(batch, conversation, full ? 'queue-full' : 'queue', { key, params: {} });
}

const headOf = (batch: Batch, { row }: ConversationDraft) => departmentOf(batch.company, row.departmentId).headId;

/** Whoever has it in the place of who was late reads that it is theirs to finish, and by when they answer (R13). */
export function tellStandIn(batch: Batch, conversation: ConversationDraft): void {
  const { row } = conversation;
  const { people } = batch.company;
  if (row.specialistId === null || row.replacedId === null || row.dueAt === null) return;
  const { timeZone } = departmentOf(batch.company, row.departmentId);
  const language = people.get(row.specialistId)?.language ?? conversation.window.contact.language;
  const when = whenIn(row.dueAt, { language, timeZone, now: batch.now });
  postLate(batch, conversation, 'late.stand-in', row.specialistId, { late: people.get(row.replacedId)?.name ?? '', when });
}

/** A task of the head, a message in the thread, and the call itself, which ends with what it is for. */
function call(
  batch: Batch,
  conversation: ConversationDraft,
  kind: HeadCallKind,
  { key, params }: { readonly key: Key; readonly params: Readonly<Record<string, string>> },
): void {
  const { row } = conversation;
  const headId = headOf(batch, conversation);
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
    startsAt: null,
    endsAt: null,
    createdAt: batch.now,
    createdBy: null,
    doneAt: null,
    doneBy: null,
    outcome: null,
    result: null,
    remindedAt: null,
  });
  const { seq, body } = postLate(batch, conversation, key, headId, params);
  openCall(conversation, { kind, seq, department: row.departmentId, key, ...body });
}

/** In the language of whoever is meant; who else reads it has the key and the name. */
function postLate(
  batch: Batch,
  conversation: ConversationDraft,
  key: Key,
  to: SpecialistId | null,
  more: Readonly<Record<string, string>> = {},
) {
  const person = to === null ? undefined : batch.company.people.get(to);
  const language = person?.language ?? conversation.window.contact.language;
  const params = { name: person?.name ?? '', ...more };
  const body = { text: tInternal(language, key, params), params, language };
  return { seq: postInternal(batch, conversation, { ...body, key }), body };
}
