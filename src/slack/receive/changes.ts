import { decide, heldAt, rewordHeld } from '../../db/slack/held.ts';
import { changeSlackMessage, type SlackMessageRow, slackMessageAt } from '../../db/slack/messages.ts';
import { threadAt, viewerBySlack } from '../../db/slack/receive.ts';
import type { SlackContext } from '../deps.ts';
import { t } from '../translate.ts';
import { type Ear, whisper, whisperRefusal } from '../whisper.ts';
import { languageOf } from './directory.ts';
import { beginsWithSlashes, mentionsColleagues } from './for-colleagues.ts';
import { isFromProgram, keyOf, receiveMessage } from './message.ts';
import type { Changed, Deleted } from './payloads.ts';
import { readMessage } from './read-message.ts';

const earOf = ({ channel, slackUser, threadTs }: SlackMessageRow): Ear => ({ channel, user: slackUser, threadTs });

/**
 * Receives that a message reads otherwise now. Slack says the same when it shows a link's preview: then nobody has edited anything. A change
 * that comes before its message stands for it; one that is older than the last received changes nothing.
 */
export async function receiveChange(context: SlackContext, change: Changed): Promise<void> {
  const { channel, message } = change;
  // What had replies leaves a tombstone instead of going.
  if (message.subtype === 'tombstone') {
    const threadTs = message.thread_ts ?? null;
    return receiveDeletion(context, { channel, deleted_ts: message.ts, previous_message: { thread_ts: threadTs } });
  }
  const { edited, ts, thread_ts: root } = message;
  if (edited === undefined || edited === null || isFromProgram(context, message)) return;
  const isKnown = await context.inOrder(`${channel} ${root ?? ts}`, async () => {
    const held = await heldAt(context.db, { channel, ts });
    if (held?.isOwn && held.decision === null) {
      await rewordHeld(context.db, held.id, await readMessage(context, message));
      return true;
    }
    const found = await slackMessageAt(context.db, { channel, ts });
    if (found !== null) await submitEdit(context, found, message, edited.ts);
    return found !== null;
  });
  if (!isKnown) await receiveMessage(context, { ...message, channel });
}

async function submitEdit(context: SlackContext, row: SlackMessageRow, message: Changed['message'], editedTs: string): Promise<void> {
  if (row.editedTs !== null && row.editedTs >= editedTs) return;
  const { channel, ts, seq, conversation, specialist: actor, audience } = row;
  const who = await context.identify(row.slackUser, message.user_team ?? undefined);
  if (who.type === 'stranger' || who.viewer.id !== actor) return;
  const { language } = who;
  const isForClient = audience === 'client';
  const why = isForClient ? await keptFromClient(context, row, message, who.isTrusted) : null;
  if (why !== null) {
    context.inBackground(whisper(context, earOf(row), t(language, why)));
    return;
  }
  const { text, marks } = await readMessage(context, message);
  const outcome = await context.submit({
    type: 'desk',
    key: `${keyOf({ channel, ts })}:edit:${editedTs}`,
    conversation,
    actor,
    command: { type: 'edit', seq, text, ...(marks === undefined ? {} : { marks }) },
    origin: { account: 'slack', chat: channel, id: ts },
  });
  if (outcome.type === 'refused') {
    context.inBackground(whisperRefusal(context, earOf(row), language, outcome.code));
    return;
  }
  await changeSlackMessage(context.db, row, { editedTs, watched: isForClient ? 'edit' : null, at: context.now() });
}

/** Says why a change must not reach the client, though the message did; null when it may. */
async function keptFromClient(
  context: SlackContext,
  { channel, threadTs, slackUser }: SlackMessageRow,
  message: Changed['message'],
  isTrusted: boolean,
): Promise<'noted.guest' | 'edit.moved' | 'edit.held' | null> {
  if (!isTrusted) return 'noted.guest';
  const thread = await threadAt(context.db, channel, threadTs);
  if (thread?.isOver === true) return 'edit.moved';
  // What would have been held as a message is not let through as a change of one.
  return beginsWithSlashes(message) || mentionsColleagues(message, slackUser) ? 'edit.held' : null;
}

/** Receives that a message is gone. Slack does not say who deleted it, so it counts as deleted by whoever wrote it. */
export async function receiveDeletion(
  context: SlackContext,
  { channel, deleted_ts: ts, previous_message: previous }: Pick<Deleted, 'channel' | 'deleted_ts' | 'previous_message'>,
): Promise<void> {
  await context.inOrder(`${channel} ${previous?.thread_ts ?? ts}`, async () => {
    const held = await heldAt(context.db, { channel, ts });
    if (held !== null && held.decision === null) await decide(context.db, held.id, 'deleted', context.now());
    const card = await threadAt(context.db, channel, ts);
    if (card !== null && !card.isOver) await context.rebuild({ id: card.id, channel, rootTs: ts }, 'no-root');
    const row = await slackMessageAt(context.db, { channel, ts });
    if (row !== null) await submitDeletion(context, row);
  });
}

async function submitDeletion(context: SlackContext, row: SlackMessageRow): Promise<void> {
  const { channel, ts, seq, conversation, specialist: actor } = row;
  const outcome = await context.submit({
    type: 'desk',
    key: `${keyOf({ channel, ts })}:delete`,
    conversation,
    actor,
    command: { type: 'delete', seq },
    origin: { account: 'slack', chat: channel, id: ts },
  });
  if (outcome.type === 'refused') {
    const viewer = await viewerBySlack(context.db, row.slackUser);
    if (viewer !== null) context.inBackground(whisperRefusal(context, earOf(row), languageOf(viewer), outcome.code));
    return;
  }
  if (!outcome.duplicate && row.audience === 'client')
    await changeSlackMessage(context.db, row, { editedTs: null, watched: 'delete', at: context.now() });
}
