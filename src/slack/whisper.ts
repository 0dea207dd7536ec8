import type { Why } from '../db/slack/held.ts';
import { threadOf } from '../db/slack/receive.ts';
import type { Language } from '../domain/language.ts';
import type { Refusal } from '../engine/submissions/submission.ts';
import { mayIn } from '../people/access.ts';
import { permalink } from './api/permalink.ts';
import { faultCode } from './api/web-api.ts';
import { tapValue } from './cards/buttons.ts';
import type { Colleague, SlackContext, Who } from './deps.ts';
import { actions, type Block, button, linkButton, section } from './format/blocks.ts';
import { escaped } from './format/escape.ts';
import type { At } from './receive/submit-words.ts';
import { t } from './translate.ts';

/** Where and to whom something is said so that nobody else sees it. */
export interface Ear {
  readonly channel: string;
  readonly user: string;
  readonly threadTs?: string;
}

/** Tells one person, in the channel, what only they see. Slack keeps no such message, so it is never the only place of anything. */
export async function whisper(
  context: Pick<SlackContext, 'api' | 'log'>,
  { channel, user, threadTs }: Ear,
  text: string,
  blocks: readonly Block[] = [],
): Promise<void> {
  const more = blocks.length === 0 ? {} : { blocks: [section(text), ...blocks] };
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  try {
    await context.api.call('chat.postEphemeral', { channel, user, text: escaped(text), ...more, ...thread });
  } catch (error) {
    context.log.warn({ code: faultCode(error) }, 'a private message was not delivered');
  }
}

const earOf = ({ spot, root, user }: At): Ear => ({ channel: spot.channel, user, threadTs: root });

/** Tells an author that nothing of their message was kept. Who is nobody at the desk is told in both languages. */
export async function whisperRefused(context: SlackContext, at: At, who: Who, why: 'stranger' | 'moved' | 'closed'): Promise<void> {
  if (who.type === 'stranger') return whisper(context, earOf(at), strangerText());
  if (why === 'moved') return whisperMoved(context, earOf(at), who.language, at.thread.conversation, 'refused.moved');
  if (why === 'closed') return whisper(context, earOf(at), t(who.language, 'refused.closed'));
}

/** Tells somebody that the conversation goes on in another thread, and where. */
export async function whisperMoved(
  context: SlackContext,
  ear: Ear,
  language: Language,
  conversation: string,
  key: 'refused.moved' | 'edit.moved',
): Promise<void> {
  const now = await threadOf(context.db, conversation);
  await whisper(context, ear, t(language, key), now === null ? [] : [threadButton(context, language, now)]);
}

/** Tells an author that nothing of their message can be passed on: no words, and no file that Slack hands out. */
export function whisperUnreadable(context: SlackContext, at: At, language: Language): Promise<void> {
  return whisper(context, earOf(at), t(language, 'unreadable'));
}

/** Tells an author that their words go to the client, and something beside them does not. */
export function whisperPartial(context: SlackContext, at: At, language: Language): Promise<void> {
  return whisper(context, earOf(at), t(language, 'partial'));
}

/** Words for somebody who is nobody at the desk, in both languages. */
export function strangerText(): string {
  return `${t('ru', 'refused.stranger')}\n${t('en', 'refused.stranger')}`;
}

/** Offers a thread, to be opened by whoever sees its channel. */
export function threadButton(
  context: Pick<SlackContext, 'connection'>,
  language: Language,
  { channel, rootTs }: { readonly channel: string; readonly rootTs: string },
): Block {
  return actions(linkButton(t(language, 'button.thread'), 'okno_link', permalink(context.connection(), channel, rootTs)));
}

/** Asks an author whether their held message is to go to the client. */
export function whisperHeld(context: SlackContext, at: At, language: Language, held: string, why: Why): Promise<void> {
  return whisper(context, earOf(at), t(language, `held.${why}`), [heldButtons(language, held)]);
}

export function heldButtons(language: Language, held: string): Block {
  return actions(button(t(language, 'button.send'), 'okno_send', held, 'primary'), button(t(language, 'button.keep'), 'okno_keep', held));
}

/** Tells an author that their message stayed inside, with what they could do instead. */
export function whisperNoted(context: SlackContext, at: At, who: Colleague, held: string, why: 'not-in-charge' | 'guest'): Promise<void> {
  const { language, viewer, isTrusted } = who;
  const { thread } = at;
  const buttons: Block[] = [];
  if (isTrusted && mayIn(viewer, 'conversation.steer', thread.department) && thread.specialist !== null)
    buttons.push(button(t(language, 'button.to-client'), 'okno_send', held));
  if (isTrusted && viewer.department !== null)
    buttons.push(button(t(language, 'button.take'), 'okno_take', tapValue(thread.conversation, thread.specialist)));
  return whisper(context, earOf(at), notedText(at, language, why), buttons.length === 0 ? [] : [actions(...buttons)]);
}

function notedText({ thread }: At, language: Language, why: 'not-in-charge' | 'guest'): string {
  if (why === 'guest') return t(language, 'noted.guest');
  return thread.specialistName === null ? t(language, 'noted.nobody') : t(language, 'noted.other', { name: thread.specialistName });
}

/** Tells an author that the conversation went to somebody else while they were answering. */
export function whisperKeptInside(context: SlackContext, at: At, language: Language): Promise<void> {
  return whisper(context, earOf(at), t(language, 'kept-inside'));
}

/** Tells somebody why the desk refused what they wanted. */
export function whisperRefusal(context: SlackContext, ear: Ear, language: Language, code: Refusal): Promise<void> {
  return whisper(context, ear, t(language, `refusal.${code}`));
}
