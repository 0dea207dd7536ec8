import { refKey, refText } from '../batch/arrival.ts';
import type { Batch, WindowDraft } from '../batch/draft.ts';
import { type Handled, refused } from '../batch/outcome.ts';
import { messageAt, rereact, touchOf } from '../delivery/rewrite.ts';
import type { InboundReaction } from './submission.ts';

const byClient = 'client';

/** The emoji a client now has under a message, instead of those they had. */
export function react(batch: Batch, window: WindowDraft, { account, ref, emoji }: InboundReaction): Handled {
  const seq = window.refs.get(refText(refKey(batch, account, ref)));
  const message = seq === undefined ? undefined : messageAt(batch, window, seq);
  if (message === undefined || message.audience !== 'client') return refused('unknown-message');
  const others = (message.reactions ?? []).filter((each) => each.by !== byClient);
  rereact(batch, window, message.seq, [...others, ...emoji.map((each) => ({ by: byClient, emoji: each }))]);
  touchOf(window, message);
  return { type: 'done', conversation: message.conversationId, seq: message.seq };
}
