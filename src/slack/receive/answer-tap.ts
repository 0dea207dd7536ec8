import { findConversation } from '../../db/conversations/list.ts';
import type { ThreadRow } from '../../db/slack/receive.ts';
import type { Command } from '../../engine/submissions/submission.ts';
import type { SlackContext } from '../deps.ts';
import { type Block, whisper } from '../whisper.ts';
import { t } from '../whispers.ts';
import { type Tap, threadOfTap } from './tap.ts';

/** Says something for the eyes of whoever tapped. */
export function answerTap(
  context: SlackContext,
  { channel, threadTs, user, who }: Tap,
  key: Parameters<typeof t>[1],
  more: readonly Block[] = [],
): void {
  if (channel === null) return;
  context.later(whisper(context, { channel, user, ...(threadTs === null ? {} : { threadTs }) }, t(who.language, key), more));
}

/** The thread a button belongs to, when it is this person's to act on; says why when it is not. */
export async function actable(context: SlackContext, tap: Tap): Promise<ThreadRow | null> {
  const thread = await threadOfTap(context, tap);
  if (thread === null || (await findConversation(context.db, tap.who.viewer, thread.conversation)) === null) {
    answerTap(context, tap, 'refusal.unknown-conversation');
    return null;
  }
  if (thread.isOver) {
    answerTap(context, tap, 'refused.moved');
    return null;
  }
  return thread;
}

/** "Take" and "Resolve": done at once; a tap that comes twice is one. */
export async function act(
  context: SlackContext,
  tap: Tap,
  command: Extract<Command, { type: 'take' | 'resolve' }>,
  actionTs: string,
): Promise<void> {
  const thread = await actable(context, tap);
  if (thread === null) return;
  const { viewer } = tap.who;
  const key = `slack:${thread.id}:${command.type}:${actionTs}`;
  const outcome = await context.submit({ type: 'desk', key, conversation: thread.conversation, actor: viewer.id, command });
  if (outcome.type === 'refused') answerTap(context, tap, `refusal.${outcome.code}`);
}
