import { decide, findHeld, type HeldRow, slackMessageAt, slackMessageWords } from '../../db/slack/messages.ts';
import { type ThreadRow, threadAt, viewerBySlack } from '../../db/slack/receive.ts';
import type { Outcome } from '../../engine/submissions/submission.ts';
import { mayIn } from '../../people/access.ts';
import { failed, react } from '../cards/marks.ts';
import type { SlackContext } from '../deps.ts';
import { whisper } from '../whisper.ts';
import { t } from '../whispers.ts';
import { keyOf, submitWords } from './message.ts';
import { clear, type Tap } from './tap.ts';

/** "Send" and "Keep inside" under what was held, and "Send to client" under what stayed inside. */
export async function decideHeld(context: SlackContext, tap: Tap, wish: 'send' | 'keep'): Promise<void> {
  const held = await findHeld(context.db, tap.value);
  // Nobody decides for another.
  if (held === null || held.specialist !== tap.who.viewer.id) return whisperBack(context, tap, 'held.gone');
  const thread = await threadAt(context.db, held.channel, held.threadTs);
  if (held.decision !== null || thread === null || thread.isOver) {
    context.later(clear(context, tap));
    return whisperBack(context, tap, thread?.isOver ? 'refused.moved' : 'held.decided');
  }
  if (wish === 'send' && !mayStillSend(tap, thread)) return whisperBack(context, tap, 'held.not-yours');
  const outcome = await context.inOrder(`${held.channel} ${held.threadTs}`, () => carryOut(context, tap, held, thread, wish));
  if (outcome.type === 'refused') return;
  await decide(context.db, held.id, wish === 'send' ? 'sent' : 'kept', context.now());
  context.later(clear(context, tap));
  // Tapped in their Home, where there is nothing to clear.
  if (tap.channel === null) context.later(context.showHome(tap.who, tap.user));
}

function mayStillSend({ who }: Tap, thread: ThreadRow): boolean {
  if (!who.isTrusted) return false;
  return thread.specialist === who.viewer.id || mayIn(who.viewer, 'conversation.steer', thread.department);
}

function carryOut(context: SlackContext, tap: Tap, held: HeldRow, thread: ThreadRow, wish: 'send' | 'keep'): Promise<Outcome> {
  const spot = { channel: held.channel, ts: held.ts };
  const at = { spot, root: held.threadTs, user: tap.user, thread };
  if (wish === 'keep') return submitWords(context, at, tap.who, { type: 'note', ...held.content });
  const isInCharge = thread.specialist === tap.who.viewer.id;
  const command = { type: 'reply', ...held.content, ...(isInCharge ? {} : ({ steering: true } as const)) } as const;
  // What stayed inside is a note already: to the client goes another message of the same words.
  return submitWords(context, at, tap.who, command, held.isOwn ? keyOf(spot) : `${keyOf(spot)}:sent`);
}

/** A message its channel had refused is sent once more; the value is where it stands. */
export async function retry(context: SlackContext, tap: Tap): Promise<void> {
  if (tap.channel === null) return;
  const said = await slackMessageAt(context.db, { channel: tap.channel, ts: tap.value });
  const viewer = await viewerBySlack(context.db, tap.user);
  const thread = said === null ? null : await threadAt(context.db, said.channel, said.threadTs);
  if (said === null || thread === null || viewer?.id !== said.specialist) return whisperBack(context, tap, 'held.gone');
  const words = await slackMessageWords(context.db, said);
  if (words === null) return whisperBack(context, tap, 'held.gone');
  const at = { spot: { channel: said.channel, ts: said.ts }, root: said.threadTs, user: tap.user, thread };
  const outcome = await submitWords(context, at, tap.who, { type: 'reply', ...words }, `${keyOf(at.spot)}:again:${said.seq}`);
  if (outcome.type === 'refused') return;
  context.later(react(context, 'remove', { ...at.spot, name: failed }));
  context.later(clear(context, tap));
}

async function whisperBack(context: SlackContext, { channel, threadTs, user, who }: Tap, key: Parameters<typeof t>[1]): Promise<void> {
  if (channel === null) return;
  context.later(whisper(context, { channel, user, ...(threadTs === null ? {} : { threadTs }) }, t(who.language, key)));
}
