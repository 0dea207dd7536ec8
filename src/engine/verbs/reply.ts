import { wordsOf } from '../../../flows/words.ts';
import type { FlowState } from '../../domain/decision.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { MessageBody } from '../../domain/message.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, departmentOf } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { addMessage, postSystemMessage } from '../delivery/post.ts';
import { isInCharge, maySteer } from './guard.ts';
import { note } from './note.ts';

export type Words = Pick<MessageBody, 'text' | 'marks' | 'attachments' | 'quote'>;

/**
 * The person in charge answers the client; whoever settled a conversation may still add a word, which opens it again. Who was late,
 * and has been taken over from, speaks to colleagues only: the client has one person (R13). `steering`: a head answers in their own name.
 */
export function reply(
  batch: Batch,
  conversation: ConversationDraft,
  actor: SpecialistId,
  words: Words,
  clientKey: string,
  steering = false,
): Handled {
  const { row, flow } = conversation;
  if (row.status === 'closed') return refused('conversation-closed');
  if (isInCharge(conversation, actor)) return postReply(batch, conversation, actor, words, clientKey);
  if (steering) return steer(batch, conversation, actor, words, clientKey);
  if (flow.outline(row.state as FlowState).replaced !== actor) return refused('not-in-charge');
  const kept = note(batch, conversation, actor, words, clientKey);
  return kept.type === 'done' ? { ...kept, keptInside: true } : kept;
}

/** Their name and department come before their words (R14); who is in charge stays so. */
function steer(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, words: Words, clientKey: string): Handled {
  const { row, flow, window } = conversation;
  if (row.status === 'resolved') return refused('conversation-resolved');
  if (row.status !== 'waiting-on-us' && row.status !== 'waiting-on-client') return refused('not-in-charge');
  const person = batch.company.people.get(actor);
  if (person === undefined || !maySteer(batch, conversation, actor)) return refused('not-in-charge');
  const { language } = window.contact;
  const theirs = batch.company.departments.find((each) => each.key === person.department);
  const department = theirs ?? departmentOf(batch.company, row.departmentId);
  const joined = { type: 'tell', key: 'joined', specialist: actor, department: department.key } as const;
  postSystemMessage(
    batch,
    conversation,
    wordsOf(joined, { tree: flow.tree, language, specialistName: person.name, departmentName: department.name[language] }),
  );
  return postReply(batch, conversation, actor, words, clientKey);
}

function postReply(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, words: Words, clientKey: string): Handled {
  const seq = addMessage(batch, conversation, {
    author: 'specialist',
    authorId: actor,
    audience: 'client',
    body: words,
    clientKey,
    occurredAt: batch.now,
  });
  feed(batch, conversation, { type: 'replied', message: seq, specialist: actor });
  return done(conversation, seq);
}
