import type { HeldWords, Spot } from '../../db/slack/held.ts';
import { keepSlackMessage } from '../../db/slack/messages.ts';
import type { ThreadRow } from '../../db/slack/receive.ts';
import type { Audience } from '../../domain/message.ts';
import type { Command, Outcome } from '../../engine/submissions/submission.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { whisperKeptInside, whisperRefusal } from '../whisper.ts';

/** Where in a thread something was said, by whom. */
export interface At {
  readonly spot: Spot;
  readonly root: string;
  readonly user: string;
  readonly thread: ThreadRow;
}

/** Names what was written there: however often it comes, and in whatever shape, it is one message. */
export function keyOf({ channel, ts }: Spot): string {
  return `slack:${channel}:${ts}`;
}

/** Names the note that words become which were a message to the client before. */
export function keyOfInside(spot: Spot, seq: number): string {
  return `${keyOf(spot)}:inside:${seq}`;
}

type Spoken = { readonly type: 'note' } | { readonly type: 'reply'; readonly steering?: true; readonly writtenAt?: Date };

export interface Submitted {
  /** which of its states the words are; empty: as it was written */
  readonly editedTs: string;
  readonly key?: string;
}

/** Submits words of a colleague, and keeps which message they became. Why they were refused is told, but for who is not in charge. */
export async function submitWords(
  context: SlackContext,
  at: At,
  who: Colleague,
  { isPartial, ...words }: HeldWords,
  spoken: Spoken,
  { editedTs, key = keyOf(at.spot) }: Submitted,
): Promise<Outcome> {
  const { spot, root, user, thread } = at;
  const command: Command = { ...spoken, ...words };
  const origin = { account: 'slack', chat: spot.channel, id: spot.ts };
  const outcome = await context.submit({ type: 'desk', key, conversation: thread.conversation, actor: who.viewer.id, command, origin });
  if (outcome.type === 'refused') {
    const ear = { channel: spot.channel, user, threadTs: root };
    if (outcome.code !== 'not-in-charge' || spoken.type === 'note')
      context.inBackground(whisperRefusal(context, ear, who.language, outcome.code));
    return outcome;
  }
  if (outcome.seq === null) return outcome;
  const audience: Audience = spoken.type === 'reply' && outcome.keptInside !== true ? 'client' : 'internal';
  const row = { ...spot, threadTs: root, conversation: thread.conversation, window: outcome.window, seq: outcome.seq, audience };
  // Of a repeat it is not known which state was taken the first time.
  const taken = outcome.duplicate || editedTs === '' ? null : editedTs;
  const watched = audience === 'internal' ? null : isPartial ? 'part' : 'send';
  await keepSlackMessage(context.db, { ...row, specialist: who.viewer.id, slackUser: user, editedTs: taken }, watched, context.now());
  if (outcome.keptInside === true) context.inBackground(whisperKeptInside(context, at, who.language));
  return outcome;
}
