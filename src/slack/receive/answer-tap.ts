import { findConversation } from '../../db/conversations/list.ts';
import type { ThreadRow } from '../../db/slack/receive.ts';
import type { Command } from '../../engine/submissions/submission.ts';
import type { Desk } from '../deps.ts';
import { type Block, whisper } from '../whisper.ts';
import { say } from '../whispers.ts';
import { type Tap, threadOfTap } from './tap.ts';

/** Says something for the eyes of whoever tapped. */
export function answerTap(
  desk: Desk,
  { channel, threadTs, user, who }: Tap,
  key: Parameters<typeof say>[1],
  more: readonly Block[] = [],
): void {
  if (channel === null) return;
  desk.later(whisper(desk, { channel, user, ...(threadTs === null ? {} : { threadTs }) }, say(who.language, key), more));
}

/** The thread a button belongs to, when it is this person's to act on; says why when it is not. */
export async function actable(desk: Desk, tap: Tap): Promise<ThreadRow | null> {
  const thread = await threadOfTap(desk, tap);
  if (thread === null || (await findConversation(desk.db, tap.who.viewer, thread.conversation)) === null) {
    answerTap(desk, tap, 'refusal.unknown-conversation');
    return null;
  }
  if (thread.isOver) {
    answerTap(desk, tap, 'refused.moved');
    return null;
  }
  return thread;
}

/** "Take" and "Resolve": done at once; a tap that comes twice is one. */
export async function act(desk: Desk, tap: Tap, command: Extract<Command, { type: 'take' | 'resolve' }>, actionTs: string): Promise<void> {
  const thread = await actable(desk, tap);
  if (thread === null) return;
  const { viewer } = tap.who;
  const key = `slack:${thread.id}:${command.type}:${actionTs}`;
  const outcome = await desk.submit({ type: 'desk', key, conversation: thread.conversation, actor: viewer.id, command });
  if (outcome.type === 'refused') answerTap(desk, tap, `refusal.${outcome.code}`);
}
