import { topicsOf } from '../../../flows/topics.ts';
import type { TopicKey } from '../../domain/topic.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { noteTopic } from '../batch/topic.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { maySteer } from './guard.ts';

/** What the conversation is about, of the company's list (R23). */
export interface SetTopicCommand {
  readonly type: 'topic';
  readonly topic: TopicKey;
}

export function setTopic(batch: Batch, conversation: ConversationDraft, { actor, command }: DeskAction<SetTopicCommand>): Handled {
  const { topic } = command;
  if (!topicsOf(batch.company.policy.data).some((each) => each.key === topic)) return refused('unknown-topic');
  if (!maySteer(batch, conversation, actor)) return refused('not-in-charge');
  noteTopic(batch, conversation, { topic, source: 'colleague', by: actor });
  return done(conversation);
}
