import { isLoggedContact } from '../../domain/logged-contact.ts';
import type { MessageBody } from '../../domain/message.ts';
import { t } from '../../texts/chat.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';

const defaultRatingDays = 30;
const dayMs = 24 * 3600 * 1000;

/** Whoever was served by a person is asked how it was, at most once in so many days (R23). `body`: the text that says it is settled. */
export function askToRate(batch: Batch, { row, reserved, window }: ConversationDraft, body: MessageBody): MessageBody {
  const { contact } = window;
  const { now, company, plan } = batch;
  const days = company.policy.data.ratingDays ?? defaultRatingDays;
  const isEarly = contact.ratingAskedAt !== null && now.getTime() - contact.ratingAskedAt.getTime() < days * dayMs;
  if (reserved === null || isEarly || isLoggedContact(row.channel)) return body;
  contact.ratingAskedAt = now;
  if (!window.isNew) plan.rated.push({ id: contact.id, ratingAskedAt: now });
  return { ...body, text: `${body.text}\n\n${t(contact.language, 'rate')}`, rate: true };
}
