import { waitsOf } from '../../../flows/policy.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { ClientId, ContactId, SpecialistId } from '../../domain/ids.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, clientOf, type WindowDraft } from '../batch/draft.ts';
import { done, type Handled, type Reach, refused } from '../batch/outcome.ts';
import { addMessage } from '../delivery/post.ts';
import { postJoined } from '../delivery/tell.ts';
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
  /** of the contact's clients the one they write about; absent: the only one, or the only one of them that is theirs */
  readonly client?: ClientId;
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
  const whose = clientFor(window, submission, department);
  if (whose === 'unknown') return refused('not-their-client');
  if (whose === 'unclear') return refused('client-unclear');
  const isSame = (each: ConversationDraft) => (clientOf(each)?.id ?? null) === whose;
  const opened = window.conversations.filter((each) => !['closed', 'resolved'].includes(each.row.status) && isSame(each));
  const own = opened.find((each) => isInCharge(each, actor));
  if (own !== undefined) return answer(batch, own, actor, { words: { text }, clientKey, at: batch.now });
  if (opened.length > 0) return refused('not-in-charge');
  const conversation = draftNew(batch, window, reach, { department, client: whose });
  postJoined(batch, conversation, person.id, department);
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

/** Whose matter it is that a specialist begins: what they said, the only client there is, the only one of several that is theirs. */
function clientFor(
  { clients }: WindowDraft,
  { client, actor }: Opening,
  department: DepartmentKey,
): ClientId | null | 'unknown' | 'unclear' {
  if (client !== undefined) return clients.some(({ id }) => id === client) ? client : 'unknown';
  const own = clients.filter(({ owners }) => owners.get(department) === actor);
  const [first, ...others] = own.length > 0 ? own : clients;
  return others.length > 0 ? 'unclear' : (first?.id ?? null);
}
