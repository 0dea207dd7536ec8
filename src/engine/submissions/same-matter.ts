import type { ConversationId } from '../../domain/ids.ts';
import { conversationIn } from '../batch/draft.ts';
import { refused } from '../batch/outcome.ts';
import { goOnWithFormer } from './former.ts';
import type { Kind } from './kind.ts';
import { fromAddress } from './sender.ts';

/** The client says that what they have just written is about the former matter (R15). */
export interface SameMatter {
  readonly type: 'same-matter';
  readonly account: string;
  readonly address: string;
  /** the conversation that began with it; absent: the newest one that is open */
  readonly conversation?: ConversationId;
}

/** Only the contact whose conversation it is says so. */
export const sameMatter: Kind<SameMatter> = {
  ...fromAddress,
  handle(batch, window, { sender, submission: { conversation } }) {
    if (sender === null || sender !== window.contact.id) return refused('unknown-conversation');
    const named = conversation === undefined ? undefined : conversationIn(window, conversation);
    const open = window.conversations
      .filter(({ row }) => row.status !== 'closed' && row.status !== 'resolved')
      .toSorted((a, b) => Number(b.row.openedAt) - Number(a.row.openedAt));
    const younger = conversation === undefined ? open[0] : named;
    return younger === undefined ? refused('no-former-matter') : goOnWithFormer(batch, younger);
  },
};
