import type { Why } from '../../db/slack/held.ts';
import type { ThreadRow } from '../../db/slack/receive.ts';
import type { Who } from '../deps.ts';

/** Says what becomes of a message written in a conversation's thread. */
export type Disposition =
  /** nothing of it was kept; its author is told, if they are anybody */
  | { readonly type: 'refuse'; readonly why: 'stranger' | 'moved' | 'closed' }
  /** among colleagues; its author is told unless they asked for it */
  | { readonly type: 'note'; readonly why: 'marked' | 'not-in-charge' | 'guest' }
  /** waits for its author's tap */
  | { readonly type: 'hold'; readonly why: Why }
  /** to the client */
  | { readonly type: 'reply' };

export interface ThreadMessage {
  readonly who: Who;
  readonly thread: Pick<ThreadRow, 'isOver' | 'status' | 'specialist' | 'isAfterWord'>;
  /** what is known of all its states */
  readonly heard: { readonly isInside: boolean; readonly mentions: boolean; readonly isOriginal: boolean };
}

/** Decides what becomes of a message: only the plain words of the person in charge go straight to the client; in every doubt they stay inside. */
export function dispositionOf({ who, thread, heard }: ThreadMessage): Disposition {
  if (who.type === 'stranger') return { type: 'refuse', why: 'stranger' };
  if (thread.isOver) return { type: 'refuse', why: 'moved' };
  if (thread.status === 'closed') return { type: 'refuse', why: 'closed' };
  if (heard.isInside) return { type: 'note', why: 'marked' };
  if (thread.specialist !== who.viewer.id) return { type: 'note', why: who.isTrusted ? 'not-in-charge' : 'guest' };
  if (!who.isTrusted) return { type: 'note', why: 'guest' };
  if (heard.mentions) return { type: 'hold', why: 'mentions' };
  if (thread.isAfterWord) return { type: 'hold', why: 'after-word' };
  return heard.isOriginal ? { type: 'reply' } : { type: 'hold', why: 'unseen' };
}
