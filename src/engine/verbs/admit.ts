import { tInternal } from '../../texts/internal.ts';
import { type Batch, type ConversationDraft, departmentOf, touch } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { postInternal } from '../delivery/post.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { seekAgain } from '../submissions/retry.ts';
import { isHead } from './guard.ts';

export interface AdmitCommand {
  readonly type: 'admit';
}

/**
 * A head lets a client who waits be given to somebody beyond their portfolio (R12). It is remembered: should every conversation's place be
 * taken by now as well, the next one that comes free is theirs. Whoever has been given it meanwhile keeps it as it was given.
 */
export function admit(batch: Batch, conversation: ConversationDraft, { actor }: DeskAction<AdmitCommand>): Handled {
  const { row } = conversation;
  if (row.status === 'closed') return refused('conversation-closed');
  if (row.status === 'resolved') return refused('conversation-resolved');
  if (!isHead(batch, departmentOf(batch.company, row.departmentId), actor)) return refused('not-head');
  if (row.status !== 'queued') return refused('not-queued');
  if (row.overPortfolioBy === null) {
    row.overPortfolioBy = actor;
    touch(conversation);
    const person = batch.company.people.get(actor);
    const language = person?.language ?? conversation.window.contact.language;
    const params = { name: person?.name ?? '' };
    postInternal(batch, conversation, { text: tInternal(language, 'queue.admitted', params), key: 'queue.admitted', params, language });
  }
  seekAgain(conversation, 'silent');
  return done(conversation);
}
