import { z } from 'zod';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { Status } from '../../../domain/decision.ts';
import { mayIn } from '../../../people/access.ts';

/** What a viewer may do with a conversation now. */
export const may = z.object({
  reply: z.boolean(),
  note: z.boolean(),
  take: z.boolean(),
  transfer: z.boolean(),
  resolve: z.boolean(),
  promise: z.boolean(),
  waive: z.boolean(),
  beside: z.boolean(),
  sameMatter: z.boolean().describe('What the client wrote may be of the former matter, which can still go on.'),
  newMatter: z.boolean().describe('What the client wrote last may be another matter than this one, which had been settled or answered.'),
  spoke: z.boolean(),
  /** the client’s last words to finance, or from there */
  sendOver: z.boolean(),
  topic: z.boolean(),
  askFinance: z.boolean(),
  /** to hand it back to who was late, or agree to that */
  handBack: z.boolean(),
});

type Steerer = Pick<Viewer, 'id' | 'role' | 'department' | 'heads'>;

/** Whether a viewer may hand a conversation on or end it: whose it is, anybody while it is nobody's, and those who steer its department. */
export function maySteer(
  viewer: Steerer,
  { specialist, department }: { readonly specialist: string | null; readonly department: string },
): boolean {
  return specialist === null || specialist === viewer.id || mayIn(viewer, 'conversation.steer', department);
}

/** How its turns stand, as far as it matters here. */
interface Turns {
  /** a former matter of the client can still go on */
  readonly hasFormer?: boolean;
  readonly turns?: number;
}

/** What a viewer may do now. The verbs of the engine have the last word; a test holds the two together. */
export function mayDo(
  viewer: Steerer,
  conversation: {
    readonly status: Status;
    readonly specialist: string | null;
    readonly department: string;
    readonly track?: string;
    /** who was late, and has been taken over from */
    readonly replaced?: string | null;
    /** all who were late with it, and do not get it back by a tap */
    readonly late?: readonly string[];
    /** which of the two has agreed that it goes back */
    readonly agreed?: string | null;
  } & Turns,
): z.output<typeof may> {
  const { status, specialist, track, replaced = null, late = [], agreed = null, hasFormer = false, turns = 0 } = conversation;
  const isServed = status === 'waiting-on-us' || status === 'waiting-on-client';
  const isTakenOver = isServed && replaced !== null;
  const isClosed = status === 'closed';
  const isMine = specialist === viewer.id;
  const steers = maySteer(viewer, conversation);
  return {
    reply: isMine && !isClosed,
    note: !isClosed,
    take: !isMine && !isClosed && viewer.department !== null && !late.includes(viewer.id),
    transfer: steers && !isClosed,
    resolve: steers && !isClosed && status !== 'resolved',
    promise: isMine && status === 'waiting-on-us',
    waive: isMine && status === 'waiting-on-us',
    spoke: isMine && (status === 'waiting-on-us' || status === 'waiting-on-client'),
    sendOver: steers && !isClosed && status !== 'resolved' && status !== 'asking',
    topic: steers || (isClosed && isMine),
    askFinance: !isClosed && track !== 'finance',
    beside: isMine && !isClosed && track !== 'finance',
    sameMatter: steers && hasFormer,
    newMatter: steers && turns > 1 && status === 'waiting-on-us',
    handBack: isTakenOver && agreed !== viewer.id && (replaced === viewer.id || steers),
  };
}
