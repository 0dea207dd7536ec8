import { heardAt } from '../../db/slack/heard.ts';
import { decide, findHeld, type HeldRow } from '../../db/slack/held.ts';
import { hasFailed, slackMessageAt, slackMessageWords } from '../../db/slack/messages.ts';
import { clearWords, type ThreadRow, threadAt, threadById } from '../../db/slack/receive.ts';
import type { Outcome } from '../../engine/submissions/submission.ts';
import { mayIn } from '../../people/access.ts';
import { failedMark, setMark } from '../delivery-marks.ts';
import type { SlackContext } from '../deps.ts';
import { whisperMoved, whisperPartial } from '../whisper.ts';
import { isId } from './payloads.ts';
import { catchUp } from './receive-state.ts';
import { type At, keyOf, submitWords } from './submit-words.ts';
import { answerTap, deleteTapped, type Tap } from './tap.ts';

type Wish = 'send' | 'keep';

/**
 * Decides by "Send" and "Keep inside" under a held message, and by "Send to client" under one that stayed inside. What is sent is what
 * stands there now, and only if whoever taps may still send it.
 */
export async function decideHeldMessage(context: SlackContext, tap: Tap, wish: Wish): Promise<void> {
  const found = isId(tap.value) ? await findHeld(context.db, tap.value) : null;
  // Nobody decides for another.
  if (found === null || found.specialist !== tap.who.viewer.id) return answerTap(context, tap, 'held.gone');
  await context.inOrder(`${found.channel} ${found.threadTs}`, async () => {
    const held = await findHeld(context.db, found.id);
    const thread = await threadById(context.db, found.thread);
    if (held === null || thread === null) return answerTap(context, tap, 'held.gone');
    if (held.decision !== null) {
      deleteTapped(context, tap);
      return answerTap(
        context,
        tap,
        held.decision === 'deleted' ? 'held.gone' : held.decision === 'parted' ? 'held.parted' : 'held.decided',
      );
    }
    if (thread.isOver) return tellMoved(context, tap, held, thread);
    await carryOut(context, tap, held, thread, wish);
  });
}

/** Tells where the conversation went on: from a thread it has left nothing goes to the client. */
async function tellMoved(context: SlackContext, tap: Tap, held: HeldRow, thread: ThreadRow): Promise<void> {
  await finish(context, tap, held, 'moved');
  const ear = { channel: tap.channel ?? held.channel, user: tap.user, ...(tap.threadTs === null ? {} : { threadTs: tap.threadTs }) };
  context.inBackground(whisperMoved(context, ear, tap.who.language, thread.conversation, 'refused.moved'));
}

async function carryOut(context: SlackContext, tap: Tap, held: HeldRow, thread: ThreadRow, wish: Wish): Promise<void> {
  const at: At = { spot: { channel: held.channel, ts: held.ts }, root: held.threadTs, user: tap.user, thread };
  let outcome = await submitHeld(context, at, tap, held, wish);
  // Somebody else is in charge by now. What is only offered is a note already.
  const isTooLate = outcome.type === 'refused' && outcome.code === 'not-in-charge';
  if (isTooLate) answerTap(context, tap, 'held.not-yours');
  if (outcome.type === 'refused' && outcome.code === 'not-in-charge' && held.isOwn)
    outcome = await submitHeld(context, at, tap, held, 'keep');
  if (outcome.type === 'refused') {
    if (outcome.code === 'conversation-closed') await finish(context, tap, held, 'closed');
    return;
  }
  const isSent = wish === 'send' && !isTooLate && outcome.keptInside !== true;
  if (held.isOwn && outcome.seq !== null) await clearWords(context.db, held.id);
  await finish(context, tap, held, isSent ? 'sent' : 'kept');
  if (isSent && held.content.isPartial) context.inBackground(whisperPartial(context, at, tap.who.language));
  await catchUp(context, at);
}

async function finish(context: SlackContext, tap: Tap, held: HeldRow, decision: 'sent' | 'kept' | 'moved' | 'closed'): Promise<void> {
  await decide(context.db, held.id, decision, context.now());
  deleteTapped(context, tap);
  // Tapped in their Home, where there is nothing to delete.
  if (tap.channel === null) context.inBackground(context.publishHome(tap.who, tap.user));
}

/** A head speaks in their own name where somebody else is in charge. */
function steering({ who }: Tap, { specialist, department }: ThreadRow): { readonly steering?: true } {
  return specialist !== who.viewer.id && mayIn(who.viewer, 'conversation.steer', department) ? { steering: true } : {};
}

async function submitHeld(context: SlackContext, at: At, tap: Tap, held: HeldRow, wish: Wish): Promise<Outcome> {
  const { spot, thread } = at;
  const editedTs = (await heardAt(context.db, spot))?.editedTs ?? '';
  const taken = await slackMessageAt(context.db, spot);
  // What became a message before, and was taken back or stayed inside, becomes another one: once, however often it is tapped.
  const key = taken === null ? keyOf(spot) : `${keyOf(spot)}:sent:${held.createdAt.getTime()}`;
  if (wish === 'keep') return submitWords(context, at, tap.who, held.content, { type: 'note' }, { editedTs, key });
  const written = held.isOwn ? { writtenAt: held.createdAt } : {};
  return submitWords(context, at, tap.who, held.content, { type: 'reply', ...steering(tap, thread), ...written }, { editedTs, key });
}

/** Sends a message its channel had refused once more; the value is where it stands, and which message it had become. */
export async function sendAgain(context: SlackContext, tap: Tap): Promise<void> {
  const [ts = '', failed] = tap.value.split('/');
  if (tap.channel === null) return;
  const spot = { channel: tap.channel, ts };
  const first = await slackMessageAt(context.db, spot);
  await context.inOrder(`${tap.channel} ${first?.threadTs ?? ts}`, async () => {
    const taken = await slackMessageAt(context.db, spot);
    const words = taken === null ? null : await slackMessageWords(context.db, taken);
    const thread = taken === null ? null : await threadAt(context.db, taken.channel, taken.threadTs);
    if (taken === null || words === null || thread === null || tap.who.viewer.id !== taken.specialist)
      return answerTap(context, tap, 'held.gone');
    // A tap that comes twice, or after the message has arrived elsewhere, has nothing to send.
    const isStill = String(taken.seq) === (failed ?? String(taken.seq)) && (await hasFailed(context.db, taken));
    if (!isStill) {
      deleteTapped(context, tap);
      return answerTap(context, tap, 'again.already');
    }
    const at: At = { spot, root: taken.threadTs, user: tap.user, thread };
    const spoken = { type: 'reply', ...steering(tap, thread) } as const;
    const submitted = { editedTs: taken.editedTs ?? '', key: `${keyOf(spot)}:again:${taken.seq}` };
    const outcome = await submitWords(context, at, tap.who, words, spoken, submitted);
    if (outcome.type === 'refused' && outcome.code !== 'not-in-charge') return;
    deleteTapped(context, tap);
    if (outcome.type === 'refused') return answerTap(context, tap, 'again.not-yours');
    context.inBackground(setMark(context, 'remove', { ...spot, name: failedMark }));
  });
}
