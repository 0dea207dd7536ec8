import { decide, findHeld, type HeldRow } from '../../db/slack/held.ts';
import { slackMessageAt, slackMessageWords } from '../../db/slack/messages.ts';
import { type ThreadRow, threadAt, viewerBySlack } from '../../db/slack/receive.ts';
import type { Outcome } from '../../engine/submissions/submission.ts';
import { mayIn } from '../../people/access.ts';
import { failedMark, setMark } from '../delivery-marks.ts';
import type { SlackContext } from '../deps.ts';
import { keyOf, submitWords } from './message.ts';
import { answerTap, deleteTapped, type Tap } from './tap.ts';

/** Decides by "Send" and "Keep inside" under a held message, and by "Send to client" under one that stayed inside. */
export async function decideHeldMessage(context: SlackContext, tap: Tap, wish: 'send' | 'keep'): Promise<void> {
  const held = await findHeld(context.db, tap.value);
  // Nobody decides for another.
  if (held === null || held.specialist !== tap.who.viewer.id) return answerTap(context, tap, 'held.gone');
  const thread = await threadAt(context.db, held.channel, held.threadTs);
  if (held.decision !== null || thread === null || thread.isOver) {
    deleteTapped(context, tap);
    return answerTap(context, tap, thread?.isOver ? 'refused.moved' : 'held.decided');
  }
  if (wish === 'send' && !mayStillSend(tap, thread)) return answerTap(context, tap, 'held.not-yours');
  const outcome = await context.inOrder(`${held.channel} ${held.threadTs}`, () => submitHeld(context, tap, held, thread, wish));
  if (outcome.type === 'refused') return;
  await decide(context.db, held.id, wish === 'send' ? 'sent' : 'kept', context.now());
  deleteTapped(context, tap);
  // Tapped in their Home, where there is nothing to delete.
  if (tap.channel === null) context.inBackground(context.publishHome(tap.who, tap.user));
}

function mayStillSend({ who }: Tap, thread: ThreadRow): boolean {
  if (!who.isTrusted) return false;
  return thread.specialist === who.viewer.id || mayIn(who.viewer, 'conversation.steer', thread.department);
}

function submitHeld(context: SlackContext, tap: Tap, held: HeldRow, thread: ThreadRow, wish: 'send' | 'keep'): Promise<Outcome> {
  const spot = { channel: held.channel, ts: held.ts };
  const at = { spot, root: held.threadTs, user: tap.user, thread };
  if (wish === 'keep') return submitWords(context, at, tap.who, { type: 'note', ...held.content });
  const isInCharge = thread.specialist === tap.who.viewer.id;
  const command = { type: 'reply', ...held.content, ...(isInCharge ? {} : ({ steering: true } as const)) } as const;
  // What stayed inside is a note already: to the client goes another message of the same words.
  return submitWords(context, at, tap.who, command, held.isOwn ? keyOf(spot) : `${keyOf(spot)}:sent`);
}

/** Sends a message its channel had refused once more; the value is where it stands. */
export async function sendAgain(context: SlackContext, tap: Tap): Promise<void> {
  if (tap.channel === null) return;
  const written = await slackMessageAt(context.db, { channel: tap.channel, ts: tap.value });
  const viewer = await viewerBySlack(context.db, tap.user);
  const thread = written === null ? null : await threadAt(context.db, written.channel, written.threadTs);
  if (written === null || thread === null || viewer?.id !== written.specialist) return answerTap(context, tap, 'held.gone');
  const words = await slackMessageWords(context.db, written);
  if (words === null) return answerTap(context, tap, 'held.gone');
  const at = { spot: { channel: written.channel, ts: written.ts }, root: written.threadTs, user: tap.user, thread };
  const outcome = await submitWords(context, at, tap.who, { type: 'reply', ...words }, `${keyOf(at.spot)}:again:${written.seq}`);
  if (outcome.type === 'refused') return;
  context.inBackground(setMark(context, 'remove', { ...at.spot, name: failedMark }));
  deleteTapped(context, tap);
}
