import type { Status } from '../../../domain/decision.ts';
import type { ConversationCard } from './contract.ts';

/** What a viewer may do now; the engine has the last word and agrees. */
export function may(
  viewer: string,
  conversation: { readonly status: Status; readonly specialist: string | null },
): ConversationCard['may'] {
  const { status, specialist } = conversation;
  const isOver = status === 'resolved' || status === 'closed';
  const isMine = specialist === viewer;
  return {
    reply: isMine && !isOver,
    note: status !== 'closed',
    take: !isMine && !isOver,
    transfer: !isOver,
    resolve: isMine && !isOver,
  };
}
