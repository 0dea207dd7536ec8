import { changeSlackMessage, decide, heldAt, rewordHeld, type SlackMessageRow, slackMessageAt } from '../../db/slack/messages.ts';
import { threadAt, viewerBySlack } from '../../db/slack/receive.ts';
import type { SlackContext } from '../deps.ts';
import { whisper } from '../whisper.ts';
import { t, whisperRefusal } from '../whispers.ts';
import { isFromProgram, keyOf, receiveMessage } from './message.ts';
import type { Changed, Deleted } from './payloads.ts';
import { isInside, mentionsColleagues } from './text.ts';
import { languageOf } from './who.ts';
import { wordsOf } from './words.ts';

const earOf = ({ channel, slackUser, threadTs }: SlackMessageRow) => ({ channel, user: slackUser, threadTs });

/**
 * A message reads otherwise now. Slack says the same when it shows a link's preview: then nobody has edited anything. A change that
 * comes before its message stands for it; one that is older than the last taken changes nothing.
 */
export async function takeChanged(context: SlackContext, change: Changed): Promise<void> {
  const { channel, message } = change;
  // What had replies leaves a tombstone instead of going.
  if (message.subtype === 'tombstone') {
    const threadTs = message.thread_ts ?? null;
    return takeDeleted(context, { channel, deleted_ts: message.ts, previous_message: { thread_ts: threadTs } });
  }
  const { edited, ts, thread_ts: root } = message;
  if (edited === undefined || edited === null || isFromProgram(context, message)) return;
  const said = await context.inOrder(`${channel} ${root ?? ts}`, async () => {
    const held = await heldAt(context.db, { channel, ts });
    if (held?.isOwn && held.decision === null) {
      await rewordHeld(context.db, held.id, await wordsOf(context, message));
      return 'held';
    }
    const found = await slackMessageAt(context.db, { channel, ts });
    if (found !== null) await follow(context, found, message, edited.ts);
    return found;
  });
  if (said === null) await receiveMessage(context, { ...message, channel });
}

async function follow(context: SlackContext, said: SlackMessageRow, message: Changed['message'], editedTs: string): Promise<void> {
  if (said.editedTs !== null && said.editedTs >= editedTs) return;
  const { channel, ts, seq, conversation, specialist: actor, audience } = said;
  const who = await context.who(said.slackUser, message.user_team ?? undefined);
  if (who.type === 'stranger' || who.viewer.id !== actor) return;
  const { language } = who;
  const isForClient = audience === 'client';
  const why = isForClient ? await keptFrom(context, said, who.isTrusted) : null;
  if (why !== null) {
    context.later(whisper(context, earOf(said), t(language, why)));
    return;
  }
  // What would have been held as a message is not let through as a change of one.
  if (isForClient && (isInside(message) || mentionsColleagues(message, said.slackUser))) {
    context.later(whisper(context, earOf(said), t(language, 'edit.held')));
    return;
  }
  const { text, marks } = await wordsOf(context, message);
  const outcome = await context.submit({
    type: 'desk',
    key: `${keyOf({ channel, ts })}:edit:${editedTs}`,
    conversation,
    actor,
    command: { type: 'edit', seq, text, ...(marks === undefined ? {} : { marks }) },
    origin: { account: 'slack', chat: channel, id: ts },
  });
  if (outcome.type === 'refused') {
    context.later(whisperRefusal(context, { channel, root: said.threadTs, user: said.slackUser }, language, outcome.code));
    return;
  }
  await changeSlackMessage(context.db, said, { editedTs, watched: isForClient ? 'edit' : null, at: context.now() });
}

/** Why a change must not reach the client, though the message did; null when it may. */
async function keptFrom(
  context: SlackContext,
  { channel, threadTs }: SlackMessageRow,
  isTrusted: boolean,
): Promise<'noted.guest' | 'edit.moved' | null> {
  if (!isTrusted) return 'noted.guest';
  const thread = await threadAt(context.db, channel, threadTs);
  return thread?.isOver === true ? 'edit.moved' : null;
}

/** A message is gone. Slack does not say who took it away, so it counts as taken back by whoever wrote it. */
export async function takeDeleted(
  context: SlackContext,
  { channel, deleted_ts: ts, previous_message: previous }: Pick<Deleted, 'channel' | 'deleted_ts' | 'previous_message'>,
): Promise<void> {
  await context.inOrder(`${channel} ${previous?.thread_ts ?? ts}`, async () => {
    const held = await heldAt(context.db, { channel, ts });
    if (held !== null && held.decision === null) await decide(context.db, held.id, 'deleted', context.now());
    const card = await threadAt(context.db, channel, ts);
    if (card !== null && !card.isOver) await context.rebuild({ id: card.id, channel, rootTs: ts }, 'no-root');
    const said = await slackMessageAt(context.db, { channel, ts });
    if (said === null) return;
    const { seq, conversation, specialist: actor } = said;
    const outcome = await context.submit({
      type: 'desk',
      key: `${keyOf({ channel, ts })}:delete`,
      conversation,
      actor,
      command: { type: 'delete', seq },
      origin: { account: 'slack', chat: channel, id: ts },
    });
    if (outcome.type === 'refused') {
      const viewer = await viewerBySlack(context.db, said.slackUser);
      if (viewer !== null)
        context.later(whisperRefusal(context, { channel, root: said.threadTs, user: said.slackUser }, languageOf(viewer), outcome.code));
      return;
    }
    if (!outcome.duplicate && said.audience === 'client')
      await changeSlackMessage(context.db, said, { editedTs: null, watched: 'delete', at: context.now() });
  });
}
