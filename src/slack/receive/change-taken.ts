import type { HeardRow } from '../../db/slack/heard.ts';
import { decide, type HeldRow, type HeldWords, heldAt, holdAnew, rewordHeld } from '../../db/slack/held.ts';
import { hasLeft, messagesFrom, recordTaken, type SlackMessageRow, watchChange } from '../../db/slack/messages.ts';
import { viewerBySlack } from '../../db/slack/receive.ts';
import type { Seq } from '../../domain/ids.ts';
import type { Command, Outcome } from '../../engine/submissions/submission.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { t } from '../translate.ts';
import { type Ear, whisper, whisperHeld, whisperMoved, whisperRefusal } from '../whisper.ts';
import { languageOf } from './directory.ts';
import { mentionsColleagues } from './for-colleagues.ts';
import type { SlackMessage } from './payloads.ts';
import { isUnreadable, readMessage } from './read-message.ts';
import { type At, keyOf, keyOfInside, submitWords } from './submit-words.ts';
import { newHeld } from './take-words.ts';

const earOf = ({ channel, slackUser, threadTs }: SlackMessageRow): Ear => ({ channel, user: slackUser, threadTs });

/** Lets a newer state follow to what became of a message: the note, what the client has, and what may still be sent on of it. */
export async function changeTaken(
  context: SlackContext,
  at: At,
  message: SlackMessage,
  heard: HeardRow,
  taken: SlackMessageRow,
): Promise<void> {
  const { editedTs } = heard;
  if ((taken.editedTs ?? '') >= editedTs) return;
  const who = await context.identify(taken.slackUser);
  if (who.type === 'stranger' || who.viewer.id !== taken.specialist) return;
  const words = await readMessage(context, message);
  if (isUnreadable(words)) return;
  const isForClient = taken.audience === 'client';
  if (isForClient && heard.isInside) return takeInside(context, at, who, taken, words, editedTs);
  const held = await heldAt(context.db, taken);
  const isTurned = mentionsColleagues(message, at.user) || (heard.mentions && held?.decision !== 'sent');
  if (isForClient && isTurned && !(await hasLeft(context.db, taken))) return holdBack(context, at, who, taken, words);
  if (isForClient && (await isKeptFromClient(context, at, message, who))) return;
  const outcome = await editAll(context, taken, words, editedTs);
  if (outcome.type === 'refused') {
    const why = outcome.code === 'not-in-charge' ? t(who.language, 'edit.not-yours') : t(who.language, `refusal.${outcome.code}`);
    context.inBackground(whisper(context, earOf(taken), why));
    return;
  }
  await recordTaken(context.db, taken, editedTs);
  if (isForClient) await watchChange(context.db, taken, 'edit', context.now());
  await changeOffer(context, held, words, heard);
}

/** Offers the newest words to whoever may send them on; what its author has marked as words for colleagues is offered no more. */
async function changeOffer(context: SlackContext, offered: HeldRow | null, words: HeldWords, { isInside }: HeardRow): Promise<void> {
  if (offered === null || offered.decision !== null) return;
  if (isInside) await decide(context.db, offered.id, 'kept', context.now());
  else await rewordHeld(context.db, offered.id, words, offered.why);
}

/** Says why a change must not reach the client, though the message did. */
async function isKeptFromClient(
  context: SlackContext,
  at: At,
  message: SlackMessage,
  { language, isTrusted }: Colleague,
): Promise<boolean> {
  const { spot, root, user, thread } = at;
  const ear = { channel: spot.channel, user, threadTs: root };
  if (!isTrusted) context.inBackground(whisper(context, ear, t(language, 'noted.guest')));
  else if (thread.isOver) context.inBackground(whisperMoved(context, ear, language, thread.conversation, 'edit.moved'));
  // What would have been held as a message is not let through as a change of one.
  else if (mentionsColleagues(message, user)) context.inBackground(whisper(context, ear, t(language, 'edit.held')));
  else return false;
  return true;
}

/** Edits everything the message has become; the outcome is that of the last one. */
async function editAll(context: SlackContext, taken: SlackMessageRow, { text, marks }: HeldWords, editedTs: string): Promise<Outcome> {
  const edit = (seq: Seq) => ({ type: 'edit', seq, text, ...(marks === undefined ? {} : { marks }) }) as const;
  for (const { seq } of await messagesFrom(context.db, taken.window, `desk:${keyOf(taken)}`))
    if (seq !== taken.seq) await submitChange(context, taken, edit(seq), `edit:${editedTs}:${seq}`);
  return submitChange(context, taken, edit(taken.seq), `edit:${editedTs}:${taken.seq}`);
}

function submitChange(context: SlackContext, taken: SlackMessageRow, command: Command, what: string): Promise<Outcome> {
  const { channel, ts, conversation, specialist: actor } = taken;
  const origin = { account: 'slack', chat: channel, id: ts };
  return context.submit({ type: 'desk', key: `${keyOf(taken)}:${what}`, conversation, actor, command, origin });
}

/** Takes back from the client what its author has marked as words for colleagues since, and keeps it among them. */
export async function takeInside(
  context: SlackContext,
  at: At,
  who: Colleague,
  taken: SlackMessageRow,
  words: HeldWords,
  editedTs: string,
): Promise<void> {
  const isWithClient = await hasLeft(context.db, taken);
  await takeBack(context, taken, 'client', 'taken-inside');
  const outcome = await submitWords(context, at, who, words, { type: 'note' }, { editedTs, key: keyOfInside(at.spot, taken.seq) });
  if (outcome.type === 'refused') return;
  if (isWithClient) await watchChange(context.db, taken, 'delete', context.now());
  context.inBackground(whisper(context, earOf(taken), t(who.language, isWithClient ? 'edit.taken-back' : 'edit.inside')));
}

/** Takes back what has not left yet because it turns to colleagues by now, and asks its author. */
export async function holdBack(context: SlackContext, at: At, who: Colleague, taken: SlackMessageRow, words: HeldWords): Promise<void> {
  await takeBack(context, taken, 'client', 'held-back');
  const held = await holdAnew(context.db, newHeld(context, at, who, words, 'mentions'));
  if (held !== null) context.inBackground(whisperHeld(context, at, who.language, held, 'mentions'));
}

/** Takes back everything a message has become; why that is refused is told its author. */
export async function takeBackAll(context: SlackContext, taken: SlackMessageRow): Promise<void> {
  const outcomes = await takeBack(context, taken, 'all', 'delete');
  for (const outcome of outcomes) {
    if (outcome.type !== 'refused') continue;
    const viewer = await viewerBySlack(context.db, taken.slackUser);
    if (viewer !== null) context.inBackground(whisperRefusal(context, earOf(taken), languageOf(viewer), outcome.code));
  }
  if (taken.audience === 'client' && outcomes.some((each) => each.type === 'accepted' && !each.duplicate))
    await watchChange(context.db, taken, 'delete', context.now());
}

async function takeBack(context: SlackContext, taken: SlackMessageRow, whose: 'client' | 'all', what: string): Promise<Outcome[]> {
  const all = await messagesFrom(context.db, taken.window, `desk:${keyOf(taken)}`);
  const outcomes: Outcome[] = [];
  for (const { seq, audience } of all)
    if (whose === 'all' || audience === 'client')
      outcomes.push(await submitChange(context, taken, { type: 'delete', seq }, `${what}:${seq}`));
  return outcomes;
}
