import { refKey, refText } from '../batch/arrival.ts';
import { refused } from '../batch/outcome.ts';
import { messageAt, rereact, touchOf } from '../delivery/rewrite.ts';
import type { Kind } from './kind.ts';
import { channelKey, fromAddress } from './sender.ts';
import type { Ref } from './submission.ts';

/** The emoji a client now has under a message, all of them; none takes them away. */
export interface InboundReaction {
  readonly type: 'inbound-reaction';
  readonly account: string;
  readonly externalId: string;
  readonly address: string;
  readonly ref: Ref;
  readonly emoji: readonly string[];
  readonly occurredAt: Date;
}

const byClient = 'client';

/** They take the place of those the client had there before. */
export const inboundReaction: Kind<InboundReaction> = {
  ...fromAddress,
  key: channelKey,
  changes: (batch, { account, ref }) => refKey(batch, account, ref),
  refs: (batch, { account, ref }) => [refKey(batch, account, ref)],
  handle(batch, window, { submission: { account, ref, emoji } }) {
    const seq = window.refs.get(refText(refKey(batch, account, ref)));
    const message = seq === undefined ? undefined : messageAt(batch, window, seq);
    if (message === undefined || message.audience !== 'client') return refused('unknown-message');
    const others = (message.reactions ?? []).filter((each) => each.by !== byClient);
    rereact(batch, window, message.seq, [...others, ...emoji.map((each) => ({ by: byClient, emoji: each }))]);
    touchOf(window, message);
    return { type: 'done', conversation: message.conversationId, seq: message.seq };
  },
};
