import { hear, hearDeletion } from '../../db/slack/heard.ts';
import { decide, heldAt } from '../../db/slack/held.ts';
import { slackMessageAt } from '../../db/slack/messages.ts';
import { threadAt } from '../../db/slack/receive.ts';
import type { SlackContext } from '../deps.ts';
import { takeBackAll } from './change-taken.ts';
import { stateOf } from './for-colleagues.ts';
import { isFromProgram } from './message.ts';
import type { Changed, Deleted } from './payloads.ts';
import { receiveState } from './receive-state.ts';

/**
 * Receives that a message reads otherwise now. Slack says the same when it shows a link's preview: then nobody has edited anything. With
 * the change Slack tells how it read before, which may be all that is ever known of that.
 */
export async function receiveChange(context: SlackContext, change: Changed): Promise<void> {
  const { channel, message, previous_message: previous } = change;
  // What had replies leaves a tombstone instead of going.
  if (message.subtype === 'tombstone') {
    const threadTs = message.thread_ts ?? null;
    return receiveDeletion(context, { channel, deleted_ts: message.ts, previous_message: { thread_ts: threadTs } });
  }
  const { edited, ts, thread_ts: root, user } = message;
  if (edited === undefined || edited === null || isFromProgram(context, message)) return;
  if (root === undefined || root === null || root === ts || user === undefined || user === null) return;
  await context.inOrder(`${channel} ${root}`, async () => {
    const thread = await threadAt(context.db, channel, root);
    if (thread === null) return;
    const spot = { channel, ts };
    if (previous?.ts === ts) await hear(context.db, spot, stateOf(previous, user));
    await receiveState(context, { spot, root, user, thread }, message);
  });
}

/**
 * Receives that a message is gone, and keeps it: one that comes after its deletion goes nowhere. Slack does not say who deleted it, so it
 * counts as deleted by whoever wrote it.
 */
export async function receiveDeletion(
  context: SlackContext,
  { channel, deleted_ts: ts, previous_message: previous }: Pick<Deleted, 'channel' | 'deleted_ts' | 'previous_message'>,
): Promise<void> {
  const root = previous?.thread_ts ?? null;
  await context.inOrder(`${channel} ${root ?? ts}`, async () => {
    const card = await threadAt(context.db, channel, ts);
    if (card !== null) return card.isOver ? undefined : void (await context.rebuild({ id: card.id, channel, rootTs: ts }, 'no-root'));
    const spot = { channel, ts };
    const isOfThread = root !== null && root !== ts && (await threadAt(context.db, channel, root)) !== null;
    // Where Slack does not say which thread it stood in, it may have been one of ours.
    if (isOfThread || previous === undefined || previous === null) await hearDeletion(context.db, spot, context.now());
    const held = await heldAt(context.db, spot);
    if (held !== null && held.decision === null) await decide(context.db, held.id, 'deleted', context.now());
    const taken = await slackMessageAt(context.db, spot);
    if (taken !== null) await takeBackAll(context, taken);
  });
}
