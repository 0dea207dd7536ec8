import type { MessageBody } from '../../domain/message.ts';
import type { Batch, WindowDraft } from '../batch/draft.ts';
import { messageAt } from '../delivery/rewrite.ts';
import type { Words } from '../submissions/command.ts';

/** What a specialist wrote, as it is kept. */
export type Written = Pick<MessageBody, 'text' | 'marks' | 'attachments' | 'quote'>;

/** `audience`: a message to the client quotes no internal one, which the client never saw. */
export function writtenOf(batch: Batch, window: WindowDraft, words: Words, audience: 'client' | 'internal'): Written {
  const { text, marks, attachments, quote } = words;
  const quoted = quote === undefined ? undefined : messageAt(batch, window, quote);
  const isShown = quoted !== undefined && (audience === 'internal' || quoted.audience === 'client');
  return {
    text,
    ...(marks === undefined || marks.length === 0 ? {} : { marks }),
    ...(attachments === undefined ? {} : { attachments }),
    ...(isShown ? { quote: quoted.seq } : {}),
  };
}
