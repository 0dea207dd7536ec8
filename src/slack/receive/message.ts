import { type HeldWords, hold, keepSlackMessage, type Spot } from '../../db/slack/messages.ts';
import { type ThreadRow, threadAt } from '../../db/slack/receive.ts';
import type { Audience } from '../../domain/message.ts';
import type { Command, Outcome } from '../../engine/submissions/submission.ts';
import type { SlackContext, Who } from '../deps.ts';
import { whisperHeld, whisperKeptInside, whisperNoted, whisperRefusal, whisperRefused } from '../whispers.ts';
import { dispositionOf } from './disposition.ts';
import type { SlackMessage } from './payloads.ts';
import { isInside, mentionsColleagues } from './text.ts';
import { wordsOf } from './words.ts';

type Colleague = Extract<Who, { type: 'colleague' }>;

/** Kinds of messages people write; everything else of a thread is Slack's own, or a program's. */
const written = new Set([undefined, null, 'file_share', 'thread_broadcast', 'me_message']);

/** Somebody wrote in a channel. Only threads of conversations concern the desk, and never what a program wrote, ourselves included. */
export async function receiveMessage(context: SlackContext, message: SlackMessage & { readonly channel: string }): Promise<void> {
  const { channel, ts, thread_ts: root, user } = message;
  if (!written.has(message.subtype) || isFromProgram(context, message) || user === undefined || user === null) return;
  if (root === undefined || root === null || root === ts) return;
  await context.inOrder(`${channel} ${root}`, async () => {
    const thread = await threadAt(context.db, channel, root);
    if (thread !== null) await take(context, message, { spot: { channel, ts }, root, user, thread });
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

async function take(context: SlackContext, message: SlackMessage, at: At): Promise<void> {
  const who = await context.who(at.user, message.user_team ?? undefined);
  const fate = dispositionOf({ who, thread: at.thread, isInside: isInside(message), mentions: mentionsColleagues(message, at.user) });
  if (fate.type === 'refuse' || who.type === 'stranger') {
    const why = fate.type === 'refuse' ? fate.why : 'stranger';
    context.later(whisperRefused(context, at, who, why));
    return;
  }
  const words = await wordsOf(context, message);
  if (words.text.trim() === '' && words.attachments === undefined) return;
  switch (fate.type) {
    case 'hold':
      return keep(context, at, who, words, fate.why);
    case 'note': {
      const outcome = await submitWords(context, at, who, { type: 'note', ...words });
      if (isFirst(outcome) && fate.why !== 'slashes') await tellInside(context, at, who, words, fate.why);
      return;
    }
    case 'reply': {
      const outcome = await submitWords(context, at, who, { type: 'reply', ...words });
      // Somebody else took it over in this very moment: a word among colleagues then.
      if (outcome.type === 'refused' && outcome.code === 'not-in-charge') {
        await submitWords(context, at, who, { type: 'note', ...words });
        await tellInside(context, at, who, words, 'not-in-charge');
      }
      return;
    }
  }
}

function isFirst(outcome: Outcome): boolean {
  return outcome.type === 'accepted' && !outcome.duplicate;
}

/** Its author decides with one tap. */
async function keep(context: SlackContext, at: At, who: Colleague, words: HeldWords, why: 'mentions' | 'after-note'): Promise<void> {
  const id: string = context.newId();
  const isNew = await hold(context.db, { ...heldOf(at, who, words), id, isOwn: true, at: context.now() });
  if (isNew) context.later(whisperHeld(context, at, who.language, id, why));
}

/** What a colleague said stays inside; whoever steers the department may send it on. */
async function tellInside(context: SlackContext, at: At, who: Colleague, words: HeldWords, why: 'not-in-charge' | 'guest'): Promise<void> {
  const id: string = context.newId();
  await hold(context.db, { ...heldOf(at, who, words), id, isOwn: false, at: context.now() });
  context.later(whisperNoted(context, at, who, id, why));
}

function heldOf(at: At, who: Colleague, content: HeldWords) {
  const { thread, spot } = at;
  return { ...spot, conversation: thread.conversation, thread: thread.id, specialist: who.viewer.id, content };
}

/** The name of what was written there: however often it comes, and in whatever shape, it is one message. */
export function keyOf({ channel, ts }: Spot): string {
  return `slack:${channel}:${ts}`;
}

type Words = Extract<Command, { type: 'reply' | 'note' }>;

/** Gives it to the desk, and keeps what it became. */
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
    if (outcome.code !== 'not-in-charge' || command.type === 'note')
      context.later(whisperRefusal(context, { ...spot, root, user }, who.language, outcome.code));
    return outcome;
  }
  if (outcome.seq === null) return outcome;
  const audience: Audience = command.type === 'reply' && outcome.keptInside !== true ? 'client' : 'internal';
  const row = { ...spot, threadTs: root, conversation: thread.conversation, window: outcome.window, seq: outcome.seq, audience };
  const said = { ...row, specialist: who.viewer.id, slackUser: user, editedTs: null };
  await keepSlackMessage(context.db, said, audience === 'client' ? 'send' : null, context.now());
  if (outcome.keptInside === true) context.later(whisperKeptInside(context, at, who.language));
  return outcome;
}
