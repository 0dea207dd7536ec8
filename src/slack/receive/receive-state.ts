import { type HeardRow, hear, heardAt } from '../../db/slack/heard.ts';
import { decide, type HeldRow, heldAt, rewordHeld } from '../../db/slack/held.ts';
import { hasLeft, type SlackMessageRow, slackMessageAt, slackMessageWords } from '../../db/slack/messages.ts';
import type { SlackContext } from '../deps.ts';
import { changeTaken, holdBack, takeBackAll, takeInside } from './change-taken.ts';
import { dispositionOf } from './disposition.ts';
import { stateOf } from './for-colleagues.ts';
import type { SlackMessage } from './payloads.ts';
import { isUnreadable, readMessage } from './read-message.ts';
import { type At, keyOfInside, submitWords } from './submit-words.ts';
import { takeWords } from './take-words.ts';

/** What became of a message so far. */
interface Became {
  readonly held: HeldRow | null;
  readonly taken: SlackMessageRow | null;
}

/**
 * Receives one state of a message: as it was written, or as it was changed to. Whatever the order in which they come, it ends the same: all
 * that is known is merged first, and the words are those of the newest state.
 */
export async function receiveState(context: SlackContext, at: At, message: SlackMessage): Promise<void> {
  const { spot } = at;
  const state = stateOf(message, at.user);
  const heard = await hear(context.db, spot, state);
  if (heard.isDeleted) return;
  const became = await whatBecame(context, at);
  if (heard.editedTs !== state.editedTs) await settleOlder(context, at, heard, became);
  else if (isWaiting(became.held)) await changeHeld(context, at, message, heard, became);
  else if (became.taken !== null) await changeTaken(context, at, message, heard, became.taken);
  else if (became.held === null) {
    await takeWords(context, at, message, heard);
    // Another server may have taken an older state of it in this very moment.
    const taken = await slackMessageAt(context.db, spot);
    if (taken !== null && (taken.editedTs ?? '') < heard.editedTs) await changeTaken(context, at, message, heard, taken);
  }
  await catchUp(context, at);
}

async function whatBecame(context: SlackContext, { spot }: At): Promise<Became> {
  return { held: await heldAt(context.db, spot), taken: await slackMessageAt(context.db, spot) };
}

function isWaiting(held: HeldRow | null): held is HeldRow & { readonly isOwn: true; readonly decision: null } {
  return held?.isOwn === true && held.decision === null;
}

/** Looks once more at what is known of a message after something was done with it: a deletion or a mark may have come meanwhile. */
export async function catchUp(context: SlackContext, at: At): Promise<void> {
  const heard = await heardAt(context.db, at.spot);
  const taken = await slackMessageAt(context.db, at.spot);
  if (heard === null || taken === null) return;
  if (heard.isDeleted) await takeBackAll(context, taken);
  else if (heard.isInside && taken.audience === 'client') await settleOlder(context, at, heard, { held: null, taken });
}

/** Changes what waits for a tap: what is sent by it is what stands there then. */
async function changeHeld(context: SlackContext, at: At, message: SlackMessage, heard: HeardRow, became: Became): Promise<void> {
  const { held } = became;
  const words = await readMessage(context, message);
  if (held === null || isUnreadable(words)) return;
  if (heard.isInside) return keepInside(context, at, heard, { ...became, held: { ...held, content: words } });
  await rewordHeld(context.db, held.id, words, heard.mentions ? 'mentions' : held.why);
}

/** Keeps what waited for a tap among colleagues, because its author has marked it so. */
async function keepInside(context: SlackContext, at: At, heard: HeardRow, { held, taken }: Became): Promise<void> {
  const who = await context.identify(at.user);
  if (held === null || who.type === 'stranger') return;
  const key = taken === null ? {} : { key: keyOfInside(at.spot, taken.seq) };
  const outcome = await submitWords(context, at, who, held.content, { type: 'note' }, { editedTs: heard.editedTs, ...key });
  if (outcome.type !== 'refused') await decide(context.db, held.id, 'kept', context.now());
}

/** Settles what an older state tells beside its words: that it was marked, that it turned to colleagues, how it was written at first. */
async function settleOlder(context: SlackContext, at: At, heard: HeardRow, became: Became): Promise<void> {
  const { held, taken } = became;
  if (isWaiting(held)) {
    if (heard.isInside) return keepInside(context, at, heard, became);
    if (heard.mentions) return rewordHeld(context.db, held.id, held.content, 'mentions');
    return held.why === 'unseen' && heard.isOriginal ? release(context, at, heard, held) : undefined;
  }
  if (held !== null && held.decision === null && heard.isInside) await decide(context.db, held.id, 'kept', context.now());
  // Its author has seen that it turns to colleagues, and has sent it.
  const isTurned = heard.mentions && held?.decision !== 'sent';
  if (taken?.audience !== 'client' || !(heard.isInside || isTurned)) return;
  const who = await context.identify(at.user);
  const words = await slackMessageWords(context.db, taken);
  if (who.type === 'stranger' || words === null) return;
  // Files went with the message that is taken back.
  const { attachments: _, ...text } = words;
  if (heard.isInside) await takeInside(context, at, who, taken, text, heard.editedTs);
  else if (!(await hasLeft(context.db, taken))) await holdBack(context, at, who, taken, text);
}

/** Lets go what waited only because it was not known how it was written at first; nobody has decided about it, as a tap would. */
async function release(context: SlackContext, at: At, heard: HeardRow, held: HeldRow): Promise<void> {
  const who = await context.identify(at.user);
  if (who.type === 'stranger') return;
  const disposition = dispositionOf({ who, thread: at.thread, heard });
  if (disposition.type === 'refuse') return;
  if (disposition.type === 'hold') return rewordHeld(context.db, held.id, held.content, disposition.why);
  const submitted = { editedTs: heard.editedTs };
  const spoken = disposition.type === 'reply' ? ({ type: 'reply', writtenAt: held.createdAt } as const) : ({ type: 'note' } as const);
  let outcome = await submitWords(context, at, who, held.content, spoken, submitted);
  const isTooLate = outcome.type === 'refused' && outcome.code === 'not-in-charge';
  if (isTooLate) outcome = await submitWords(context, at, who, held.content, { type: 'note' }, submitted);
  if (outcome.type !== 'refused')
    await decide(context.db, held.id, disposition.type === 'reply' && !isTooLate ? 'released' : 'kept', context.now());
}
