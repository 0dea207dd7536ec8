import { waitsOf } from '../../../flows/policy.ts';
import { wordsOf } from '../../../flows/words.ts';
import type { ContactId, SpecialistId } from '../../domain/ids.ts';
import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft, WindowDraft } from '../batch/draft.ts';
import { done, type Handled, type Reach, refused } from '../batch/outcome.ts';
import type { Person } from '../company.ts';
import { addMessage, postSystemMessage } from '../delivery/post.ts';
import { isInCharge } from '../verbs/guard.ts';
import { answer } from '../verbs/reply.ts';
import type { Kind } from './kind.ts';
import { draftNew } from './new-conversation.ts';
import { actorKey, deskKey } from './sender.ts';

/** A specialist writes first: into the conversation they have open with the contact, else into a new one in their charge. */
export interface Opening {
  readonly type: 'opening';
  /** a repeat is success */
  readonly key: string;
  readonly actor: SpecialistId;
  readonly contact: ContactId;
  readonly text: string;
}

export const opening: Kind<Opening> = {
  lane: ({ contact }) => `opening ${contact}`,
  actor: ({ actor }) => actor,
  key: actorKey,
  clientKey: deskKey,
  contact: ({ contact }) => contact,
  notFound: 'contact-not-found',
  handle: (batch, window, { submission, reach }) =>
    reach === null ? refused('contact-not-found') : open(batch, window, submission, reach),
};

/** What somebody else has open with the contact is theirs to answer. `reach`: where the contact is written to. */
function open(batch: Batch, window: WindowDraft, submission: Opening, reach: Reach): Handled {
  const { actor, text } = submission;
  const person = batch.company.people.get(actor);
  const department = person?.department ?? null;
  if (person === undefined || department === null || !batch.present.has(actor)) return refused('unknown-specialist');
  const clientKey = deskKey(submission);
  const opened = window.conversations.filter(({ row }) => row.status !== 'closed' && row.status !== 'resolved');
  const own = opened.find((each) => isInCharge(each, actor));
  if (own !== undefined) return answer(batch, own, actor, { words: { text }, clientKey, at: batch.now });
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

/** Name and department come before their first message (R14). */
function introduce(batch: Batch, conversation: ConversationDraft, { id, name }: Person, department: string): void {
  const { flow, window } = conversation;
  const { language } = window.contact;
  const departmentName = batch.company.departments.find((each) => each.key === department)?.name[language] ?? '';
  const effect = { type: 'tell', key: 'joined', specialist: id, department } as const;
  postSystemMessage(batch, conversation, wordsOf(effect, { tree: flow.tree, language, specialistName: name, departmentName }));
}
