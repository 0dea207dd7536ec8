import type { MessageBody } from '../../domain/message.ts';
import type { Batch, WindowDraft } from '../batch/draft.ts';
import { messageAt } from '../delivery/rewrite.ts';
import type { Words } from '../submissions/command.ts';

/** What a specialist wrote, as it is kept. */
export type Written = Pick<MessageBody, 'text' | 'marks' | 'attachments' | 'quote'>;

/** Null: what it quotes is not there, or is not the client's to see. A message to the client quotes no internal one, nor what is withheld from them. */
export function writtenOf(batch: Batch, window: WindowDraft, words: Words, audience: 'client' | 'internal'): Written | null {
  const { text, marks, attachments, quote } = words;
  const quoted = quote === undefined ? undefined : messageAt(batch, window, quote);
  const isTheirs = quoted !== undefined && quoted.audience === 'client' && quoted.withheldAt === null;
  const isShown = quoted !== undefined && quoted.deletedAt === null && (audience === 'internal' || isTheirs);
  if (quote !== undefined && !isShown) return null;
  return {
    text,
    ...(marks === undefined || marks.length === 0 ? {} : { marks }),
    ...(attachments === undefined ? {} : { attachments }),
    ...(quote === undefined ? {} : { quote }),
  };
}
