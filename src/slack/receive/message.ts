import { type HeldWords, hold, type Spot } from '../../db/slack/held.ts';
import { keepSlackMessage } from '../../db/slack/messages.ts';
import { type ThreadRow, threadAt } from '../../db/slack/receive.ts';
import type { Audience } from '../../domain/message.ts';
import type { Command, Outcome } from '../../engine/submissions/submission.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { whisperHeld, whisperKeptInside, whisperNoted, whisperRefusal, whisperRefused } from '../whisper.ts';
import { dispositionOf } from './disposition.ts';
import { beginsWithSlashes, mentionsColleagues } from './for-colleagues.ts';
import type { SlackMessage } from './payloads.ts';
import { readMessage } from './read-message.ts';
import { written } from './written.ts';

/** Receives what somebody wrote in a channel. Only threads of conversations concern the desk, and never what a program wrote, ourselves included. */
export async function receiveMessage(context: SlackContext, message: SlackMessage & { readonly channel: string }): Promise<void> {
  const { channel, ts, thread_ts: root, user } = message;
  if (!written.has(message.subtype) || isFromProgram(context, message) || user === undefined || user === null) return;
  if (root === undefined || root === null || root === ts) return;
  await context.inOrder(`${channel} ${root}`, async () => {
    const thread = await threadAt(context.db, channel, root);
    if (thread !== null) await receiveReply(context, message, { spot: { channel, ts }, root, user, thread });
  });
}

export function isFromProgram(context: SlackContext, { bot_id, user }: Pick<SlackMessage, 'bot_id' | 'user'>): boolean {
  return (bot_id !== undefined && bot_id !== null) || user === context.connection().botUser;
}

/** Where in a thread something was said, by whom. */
export interface At {
  readonly spot: Spot;
  readonly root: string;
  readonly user: string;
  readonly thread: ThreadRow;
}

/** Receives what was written in a conversation's thread: to the client, held, kept among colleagues, or refused. */
async function receiveReply(context: SlackContext, message: SlackMessage, at: At): Promise<void> {
  const who = await context.identify(at.user, message.user_team ?? undefined);
  const disposition = dispositionOf({
    who,
    thread: at.thread,
    beginsWithSlashes: beginsWithSlashes(message),
    mentionsColleagues: mentionsColleagues(message, at.user),
  });
  if (disposition.type === 'refuse' || who.type === 'stranger') {
    const why = disposition.type === 'refuse' ? disposition.why : 'stranger';
    context.inBackground(whisperRefused(context, at, who, why));
    return;
  }
  const words = await readMessage(context, message);
  if (words.text.trim() === '' && words.attachments === undefined) return;
  switch (disposition.type) {
    case 'hold':
      return holdMessage(context, at, who, words, disposition.why);
    case 'note': {
      const outcome = await submitWords(context, at, who, { type: 'note', ...words });
      if (isFirst(outcome) && disposition.why !== 'slashes') await offerToSend(context, at, who, words, disposition.why);
      return;
    }
    case 'reply': {
      const outcome = await submitWords(context, at, who, { type: 'reply', ...words });
      // Somebody else took it over in this very moment: a note among colleagues then.
      if (outcome.type === 'refused' && outcome.code === 'not-in-charge') {
        await submitWords(context, at, who, { type: 'note', ...words });
        await offerToSend(context, at, who, words, 'not-in-charge');
      }
      return;
    }
  }
}

function isFirst(outcome: Outcome): boolean {
  return outcome.type === 'accepted' && !outcome.duplicate;
}

/** Holds a message until its author decides with one tap. */
async function holdMessage(context: SlackContext, at: At, who: Colleague, words: HeldWords, why: 'mentions' | 'after-note'): Promise<void> {
  const id: string = context.newId();
  const isNew = await hold(context.db, { ...heldOf(at, who, words), id, isOwn: true, at: context.now() });
  if (isNew) context.inBackground(whisperHeld(context, at, who.language, id, why));
}

/** Tells an author that their message stayed inside; whoever steers the department may send it on. */
async function offerToSend(context: SlackContext, at: At, who: Colleague, words: HeldWords, why: 'not-in-charge' | 'guest'): Promise<void> {
  const id: string = context.newId();
  await hold(context.db, { ...heldOf(at, who, words), id, isOwn: false, at: context.now() });
  context.inBackground(whisperNoted(context, at, who, id, why));
}

function heldOf(at: At, who: Colleague, content: HeldWords) {
  const { thread, spot } = at;
  return { ...spot, conversation: thread.conversation, thread: thread.id, specialist: who.viewer.id, content };
}

/** Names what was written there: however often it comes, and in whatever shape, it is one message. */
export function keyOf({ channel, ts }: Spot): string {
  return `slack:${channel}:${ts}`;
}

type Words = Extract<Command, { type: 'reply' | 'note' }>;

/** Submits words of a colleague, and keeps which message they became. */
export async function submitWords(context: SlackContext, at: At, who: Colleague, command: Words, key = keyOf(at.spot)): Promise<Outcome> {
  const { spot, root, user, thread } = at;
  const outcome = await context.submit({
    type: 'desk',
    key,
    conversation: thread.conversation,
    actor: who.viewer.id,
    command,
    origin: { account: 'slack', chat: spot.channel, id: spot.ts },
  });
  if (outcome.type === 'refused') {
    const ear = { channel: spot.channel, user, threadTs: root };
    if (outcome.code !== 'not-in-charge' || command.type === 'note')
      context.inBackground(whisperRefusal(context, ear, who.language, outcome.code));
    return outcome;
  }
  if (outcome.seq === null) return outcome;
  const audience: Audience = command.type === 'reply' && outcome.keptInside !== true ? 'client' : 'internal';
  const row = { ...spot, threadTs: root, conversation: thread.conversation, window: outcome.window, seq: outcome.seq, audience };
  const message = { ...row, specialist: who.viewer.id, slackUser: user, editedTs: null };
  await keepSlackMessage(context.db, message, audience === 'client' ? 'send' : null, context.now());
  if (outcome.keptInside === true) context.inBackground(whisperKeptInside(context, at, who.language));
  return outcome;
}
