import { waitsOf } from '../../../flows/policy.ts';
import { wordsOf } from '../../../flows/words.ts';
import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft, WindowDraft } from '../batch/draft.ts';
import { done, type Handled, type Reach, refused } from '../batch/outcome.ts';
import type { Person } from '../company.ts';
import { addMessage, postSystemMessage } from '../delivery/post.ts';
import { isInCharge } from '../verbs/guard.ts';
import { reply } from '../verbs/reply.ts';
import { draftNew } from './new-conversation.ts';
import type { Opening } from './submission.ts';

/** A specialist writes to a contact first. What somebody else has open with them is theirs to answer. */
export function open(batch: Batch, window: WindowDraft, { actor, key, text }: Opening, reach: Reach): Handled {
  const person = batch.company.people.get(actor);
  const department = person?.department ?? null;
  if (person === undefined || department === null) return refused('unknown-specialist');
  const clientKey = `desk:${key}`;
  const opened = window.conversations.filter(({ row }) => row.status !== 'closed' && row.status !== 'resolved');
  const own = opened.find((each) => isInCharge(each, actor));
  if (own !== undefined) return reply(batch, own, actor, { text }, clientKey);
  if (opened.length > 0) return refused('not-in-charge');
  const conversation = draftNew(batch, window, reach, department);
  introduce(batch, conversation, person, department);
  const message = addMessage(batch, conversation, {
    author: 'specialist',
    authorId: actor,
    audience: 'client',
    body: { text },
    clientKey,
    occurredAt: batch.now,
  });
  feed(batch, conversation, {
    type: 'opened',
    known: true,
    department,
    language: window.contact.language,
    waits: waitsOf(batch.company.policy.data),
    message,
    says: { kind: 'text' },
    by: actor,
  });
  return done(conversation, message);
}

/** Name and department come before the first word (R14). */
function introduce(batch: Batch, conversation: ConversationDraft, { id, name }: Person, department: string): void {
  const { flow, window } = conversation;
  const { language } = window.contact;
  const departmentName = batch.company.departments.find((each) => each.key === department)?.name[language] ?? '';
  const effect = { type: 'tell', key: 'joined', specialist: id, department } as const;
  postSystemMessage(batch, conversation, wordsOf(effect, { tree: flow.tree, language, specialistName: name, departmentName }));
}
