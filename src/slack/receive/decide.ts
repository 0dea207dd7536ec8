import { decide, findHeld, type HeldRow, saidAt, wordsSaid } from '../../db/slack/messages.ts';
import { type ThreadRow, threadAt, viewerBySlack } from '../../db/slack/receive.ts';
import type { Outcome } from '../../engine/submissions/submission.ts';
import { mayIn } from '../../people/access.ts';
import { failed, react } from '../cards/marks.ts';
import type { Desk } from '../deps.ts';
import { whisper } from '../whisper.ts';
import { say } from '../whispers.ts';
import { keyOf, say as submitWords } from './message.ts';
import { clear, type Tap } from './tap.ts';

/** "Send" and "Keep inside" under what was held, and "Send to client" under what stayed inside. */
export async function decideHeld(desk: Desk, tap: Tap, wish: 'send' | 'keep'): Promise<void> {
  const held = await findHeld(desk.db, tap.value);
  // Nobody decides for another.
  if (held === null || held.specialist !== tap.who.viewer.id) return tell(desk, tap, 'held.gone');
  const thread = await threadAt(desk.db, held.channel, held.threadTs);
  if (held.decision !== null || thread === null || thread.isOver) {
    desk.later(clear(desk, tap));
    return tell(desk, tap, thread?.isOver ? 'refused.moved' : 'held.decided');
  }
  if (wish === 'send' && !mayStillSend(tap, thread)) return tell(desk, tap, 'held.not-yours');
  const outcome = await desk.inOrder(`${held.channel} ${held.threadTs}`, () => carryOut(desk, tap, held, thread, wish));
  if (outcome.type === 'refused') return;
  await decide(desk.db, held.id, wish === 'send' ? 'sent' : 'kept', desk.now());
  desk.later(clear(desk, tap));
  // Tapped in their Home, where there is nothing to clear.
  if (tap.channel === null) desk.later(desk.showHome(tap.who, tap.user));
}

function mayStillSend({ who }: Tap, thread: ThreadRow): boolean {
  if (!who.isTrusted) return false;
  return thread.specialist === who.viewer.id || mayIn(who.viewer, 'conversation.steer', thread.department);
}

function carryOut(desk: Desk, tap: Tap, held: HeldRow, thread: ThreadRow, wish: 'send' | 'keep'): Promise<Outcome> {
  const spot = { channel: held.channel, ts: held.ts };
  const at = { spot, root: held.threadTs, user: tap.user, thread };
  if (wish === 'keep') return submitWords(desk, at, tap.who, { type: 'note', ...held.content });
  const isInCharge = thread.specialist === tap.who.viewer.id;
  const command = { type: 'reply', ...held.content, ...(isInCharge ? {} : ({ steering: true } as const)) } as const;
  // What stayed inside is a note already: to the client goes another message of the same words.
  return submitWords(desk, at, tap.who, command, held.isOwn ? keyOf(spot) : `${keyOf(spot)}:sent`);
}

/** A message its channel had refused is sent once more; the value is where it stands. */
export async function retry(desk: Desk, tap: Tap): Promise<void> {
  if (tap.channel === null) return;
  const said = await saidAt(desk.db, { channel: tap.channel, ts: tap.value });
  const viewer = await viewerBySlack(desk.db, tap.user);
  const thread = said === null ? null : await threadAt(desk.db, said.channel, said.threadTs);
  if (said === null || thread === null || viewer?.id !== said.specialist) return tell(desk, tap, 'held.gone');
  const words = await wordsSaid(desk.db, said);
  if (words === null) return tell(desk, tap, 'held.gone');
  const at = { spot: { channel: said.channel, ts: said.ts }, root: said.threadTs, user: tap.user, thread };
  const outcome = await submitWords(desk, at, tap.who, { type: 'reply', ...words }, `${keyOf(at.spot)}:again:${said.seq}`);
  if (outcome.type === 'refused') return;
  desk.later(react(desk, 'remove', { ...at.spot, name: failed }));
  desk.later(clear(desk, tap));
}

async function tell(desk: Desk, { channel, threadTs, user, who }: Tap, key: Parameters<typeof say>[1]): Promise<void> {
  if (channel === null) return;
  desk.later(whisper(desk, { channel, user, ...(threadTs === null ? {} : { threadTs }) }, say(who.language, key)));
}
