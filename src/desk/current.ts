import type { ConversationDraft, WindowDraft } from '../engine/draft.ts';

/** The conversation a message belongs to: the one being served; else the resolved one, which it reopens. */
export function currentOf(window: WindowDraft): ConversationDraft | undefined {
  const open = window.conversations.filter((each) => each.row.status !== 'closed');
  const newest = (all: readonly ConversationDraft[]) =>
    all.toSorted((a, b) => Number(b.row.lastMessageAt) - Number(a.row.lastMessageAt))[0];
  return newest(open.filter((each) => each.row.status !== 'resolved')) ?? newest(open);
}
