import { type HeldWords, hold, keepSaid, type Spot } from '../../db/slack/messages.ts';
import { type ThreadRow, threadAt } from '../../db/slack/receive.ts';
import type { Audience } from '../../domain/message.ts';
import type { Command, Outcome } from '../../engine/submissions/submission.ts';
import type { Desk, Who } from '../deps.ts';
import { tellHeld, tellKeptInside, tellNoted, tellRefusal, tellRefused } from '../whispers.ts';
import { fateOf } from './disposition.ts';
import type { SlackMessage } from './payloads.ts';
import { isInside, mentionsColleagues } from './text.ts';
import { wordsOf } from './words.ts';

type Colleague = Extract<Who, { type: 'colleague' }>;

/** Kinds of messages people write; everything else of a thread is Slack's own, or a program's. */
const written = new Set([undefined, null, 'file_share', 'thread_broadcast', 'me_message']);

/** Somebody wrote in a channel. Only threads of conversations concern the desk, and never what a program wrote, ourselves included. */
export async function takeSaid(desk: Desk, message: SlackMessage & { readonly channel: string }): Promise<void> {
  const { channel, ts, thread_ts: root, user } = message;
  if (!written.has(message.subtype) || isFromProgram(desk, message) || user === undefined || user === null) return;
  if (root === undefined || root === null || root === ts) return;
  await desk.inOrder(`${channel} ${root}`, async () => {
    const thread = await threadAt(desk.db, channel, root);
    if (thread !== null) await take(desk, message, { spot: { channel, ts }, root, user, thread });
  });
}

export function isFromProgram(desk: Desk, { bot_id, user }: Pick<SlackMessage, 'bot_id' | 'user'>): boolean {
  return (bot_id !== undefined && bot_id !== null) || user === desk.connection().botUser;
}

/** Where in a thread something was said, by whom. */
export interface At {
  readonly spot: Spot;
  readonly root: string;
  readonly user: string;
  readonly thread: ThreadRow;
}

async function take(desk: Desk, message: SlackMessage, at: At): Promise<void> {
  const who = await desk.who(at.user, message.user_team ?? undefined);
  const fate = fateOf({ who, thread: at.thread, isInside: isInside(message), mentions: mentionsColleagues(message, at.user) });
  if (fate.type === 'refuse' || who.type === 'stranger') {
    const why = fate.type === 'refuse' ? fate.why : 'stranger';
    desk.later(tellRefused(desk, at, who, why));
    return;
  }
  const words = await wordsOf(desk, message);
  if (words.text.trim() === '' && words.attachments === undefined) return;
  switch (fate.type) {
    case 'hold':
      return keep(desk, at, who, words, fate.why);
    case 'note': {
      const outcome = await say(desk, at, who, { type: 'note', ...words });
      if (isFirst(outcome) && fate.why !== 'slashes') await tellInside(desk, at, who, words, fate.why);
      return;
    }
    case 'reply': {
      const outcome = await say(desk, at, who, { type: 'reply', ...words });
      // Somebody else took it over in this very moment: a word among colleagues then.
      if (outcome.type === 'refused' && outcome.code === 'not-in-charge') {
        await say(desk, at, who, { type: 'note', ...words });
        await tellInside(desk, at, who, words, 'not-in-charge');
      }
      return;
    }
  }
}

function isFirst(outcome: Outcome): boolean {
  return outcome.type === 'accepted' && !outcome.duplicate;
}

/** Its author decides with one tap. */
async function keep(desk: Desk, at: At, who: Colleague, words: HeldWords, why: 'mentions' | 'after-note'): Promise<void> {
  const id: string = desk.newId();
  const isNew = await hold(desk.db, { ...heldOf(at, who, words), id, isOwn: true, at: desk.now() });
  if (isNew) desk.later(tellHeld(desk, at, who.language, id, why));
}

/** What a colleague said stays inside; whoever steers the department may send it on. */
async function tellInside(desk: Desk, at: At, who: Colleague, words: HeldWords, why: 'not-in-charge' | 'guest'): Promise<void> {
  const id: string = desk.newId();
  await hold(desk.db, { ...heldOf(at, who, words), id, isOwn: false, at: desk.now() });
  desk.later(tellNoted(desk, at, who, id, why));
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
export async function say(desk: Desk, at: At, who: Colleague, command: Words, key = keyOf(at.spot)): Promise<Outcome> {
  const { spot, root, user, thread } = at;
  const outcome = await desk.submit({
    type: 'desk',
    key,
    conversation: thread.conversation,
    actor: who.viewer.id,
    command,
    origin: { account: 'slack', chat: spot.channel, id: spot.ts },
  });
  if (outcome.type === 'refused') {
    if (outcome.code !== 'not-in-charge' || command.type === 'note')
      desk.later(tellRefusal(desk, { ...spot, root, user }, who.language, outcome.code));
    return outcome;
  }
  if (outcome.seq === null) return outcome;
  const audience: Audience = command.type === 'reply' && outcome.keptInside !== true ? 'client' : 'internal';
  const row = { ...spot, threadTs: root, conversation: thread.conversation, window: outcome.window, seq: outcome.seq, audience };
  const said = { ...row, specialist: who.viewer.id, slackUser: user, editedTs: null };
  await keepSaid(desk.db, said, audience === 'client' ? 'send' : null, desk.now());
  if (outcome.keptInside === true) desk.later(tellKeptInside(desk, at, who.language));
  return outcome;
}
