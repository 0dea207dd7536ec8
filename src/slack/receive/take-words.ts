import type { HeardRow } from '../../db/slack/heard.ts';
import { type HeldWords, hold, type Why } from '../../db/slack/held.ts';
import { heardOutsideWord } from '../../db/slack/receive.ts';
import type { Outcome } from '../../engine/submissions/submission.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { whisperHeld, whisperNoted, whisperPartial, whisperRefused, whisperUnreadable } from '../whisper.ts';
import { dispositionOf } from './disposition.ts';
import type { SlackMessage } from './payloads.ts';
import { isUnreadable, readMessage } from './read-message.ts';
import { type At, submitWords } from './submit-words.ts';

/** Takes a message of a conversation's thread that was not taken before: to the client, held, kept among colleagues, or refused. */
export async function takeWords(context: SlackContext, at: At, message: SlackMessage, heard: HeardRow): Promise<void> {
  const who = await context.identify(at.user);
  const disposition = dispositionOf({ who, thread: at.thread, heard });
  if (disposition.type === 'refuse' || who.type === 'stranger') {
    if (who.type === 'stranger') await heardOutsideWord(context.db, at.thread.id);
    const why = disposition.type === 'refuse' ? disposition.why : 'stranger';
    context.inBackground(whisperRefused(context, at, who, why));
    return;
  }
  const words = await readMessage(context, message);
  if (isUnreadable(words)) {
    context.inBackground(whisperUnreadable(context, at, who.language));
    return;
  }
  const { editedTs } = heard;
  switch (disposition.type) {
    case 'hold':
      return holdMessage(context, at, who, words, disposition.why);
    case 'note': {
      const outcome = await submitWords(context, at, who, words, { type: 'note' }, { editedTs });
      if (isFirst(outcome) && disposition.why !== 'marked') await offerToSend(context, at, who, words, disposition.why);
      return;
    }
    case 'reply': {
      const outcome = await submitWords(context, at, who, words, { type: 'reply' }, { editedTs });
      // Somebody else took it over in this very moment: a note among colleagues then.
      if (outcome.type === 'refused' && outcome.code === 'not-in-charge') {
        await submitWords(context, at, who, words, { type: 'note' }, { editedTs });
        await offerToSend(context, at, who, words, 'not-in-charge');
      }
      if (isFirst(outcome) && words.isPartial) context.inBackground(whisperPartial(context, at, who.language));
      return;
    }
  }
}

function isFirst(outcome: Outcome): boolean {
  return outcome.type === 'accepted' && !outcome.duplicate;
}

/** Holds a message until its author decides with one tap. */
async function holdMessage(context: SlackContext, at: At, who: Colleague, words: HeldWords, why: Why): Promise<void> {
  const row = newHeld(context, at, who, words, why);
  if (await hold(context.db, row)) context.inBackground(whisperHeld(context, at, who.language, row.id, why));
}

/** Tells an author that their message stayed inside; whoever steers the department may send it on. */
async function offerToSend(context: SlackContext, at: At, who: Colleague, words: HeldWords, why: 'not-in-charge' | 'guest'): Promise<void> {
  const row = newHeld(context, at, who, words, null);
  await hold(context.db, row);
  context.inBackground(whisperNoted(context, at, who, row.id, why));
}

/** Writes a message as it waits for a tap; without a `why` it does not wait, and is only offered. */
export function newHeld(context: SlackContext, { thread, spot }: At, { viewer }: Colleague, content: HeldWords, why: Why | null) {
  const id: string = context.newId();
  const about = { conversation: thread.conversation, thread: thread.id, specialist: viewer.id };
  return { ...spot, ...about, id, content, why, isOwn: why !== null, createdAt: context.now() };
}
