import type { Viewer } from '../../../db/people/sign-in.ts';
import type { Status } from '../../../domain/decision.ts';
import { mayIn } from '../../../people/access.ts';
import type { ConversationCard } from './contract.ts';

/** What a viewer may do now. The verbs in `src/desk` have the last word; a test holds the two together. */
export function may(
  viewer: Pick<Viewer, 'id' | 'role' | 'department' | 'heads'>,
  conversation: { readonly status: Status; readonly specialist: string | null; readonly department: string; readonly topic?: string },
): ConversationCard['may'] {
  const { status, specialist, department, topic } = conversation;
  const isClosed = status === 'closed';
  const isMine = specialist === viewer.id;
  const maySteer = isMine || specialist === null || mayIn(viewer, 'conversation.steer', department);
  return {
    reply: isMine && !isClosed,
    note: !isClosed,
    take: !isMine && !isClosed && viewer.department !== null,
    transfer: maySteer && !isClosed,
    resolve: maySteer && !isClosed && status !== 'resolved',
    promise: isMine && status === 'waiting-on-us',
    waive: isMine && status === 'waiting-on-us',
    beside: isMine && !isClosed && topic !== 'finance',
  };
}
