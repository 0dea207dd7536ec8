import { type ConversationDraft, clientOf } from './draft.ts';

/** The matter that was settled last before this one began, of the same client, and can still go on. */
export function formerOf(younger: ConversationDraft): ConversationDraft | undefined {
  const client = clientOf(younger)?.id;
  return younger.window.conversations
    .filter((each) => each.row.status === 'resolved' && each.row.id !== younger.row.id && clientOf(each)?.id === client)
    .filter((each) => each.row.resolvedAt !== null && each.row.resolvedAt <= younger.row.openedAt)
    .toSorted((a, b) => Number(b.row.resolvedAt) - Number(a.row.resolvedAt))[0];
}
