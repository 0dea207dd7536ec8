import { topicsOf } from '../../../flows/topics.ts';
import type { Seq } from '../../domain/ids.ts';
import { isOfFinance, type TopicKey } from '../../domain/topic.ts';
import type { Track } from '../../domain/track.ts';
import type { Batch, ConversationDraft, WindowDraft } from '../batch/draft.ts';
import { noteTopic } from '../batch/topic.ts';

/** A topic of the company's list that a client tapped in their menu, and on which track it runs. */
export interface TappedTopic {
  readonly topic: TopicKey;
  readonly track: Track;
}

/** Reads what a known client tapped; null for who has no menu, and for what the company lists no more. */
export function tappedIn({ company }: Batch, { clients }: WindowDraft, topic: TopicKey | undefined): TappedTopic | null {
  if (topic === undefined || clients.length === 0) return null;
  const isFinance = isOfFinance(topicsOf(company.policy.data), topic);
  return isFinance === undefined ? null : { topic, track: isFinance ? 'finance' : 'general' };
}

/** From here on what they write is of this conversation, until somebody of another one writes to them (R10). */
export function chooseByTopic(batch: Batch, conversation: ConversationDraft, { topic }: TappedTopic, seq: Seq): void {
  conversation.row.chosenSeq = seq;
  noteTopic(batch, conversation, { topic, source: 'menu' });
}
