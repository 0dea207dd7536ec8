import { type Location, threadOf } from '../db/slack/receive.ts';
import type { Language } from '../domain/language.ts';
import type { Refusal } from '../engine/submissions/submission.ts';
import { mayIn } from '../people/access.ts';
import { slackDoor } from '../texts/slack-replies.ts';
import { slackViews } from '../texts/slack-views.ts';
import { translator } from '../texts/translate.ts';
import type { Connection, SlackContext, Who } from './deps.ts';
import type { At } from './receive/message.ts';
import { permalink } from './send/thread.ts';
import { actions, type Block, button, linkButton, whisper } from './whisper.ts';

const words = { ru: { ...slackDoor.ru, ...slackViews.ru }, en: { ...slackDoor.en, ...slackViews.en } } as const;

export const t = translator<keyof (typeof words)['ru']>(words);

type Colleague = Extract<Who, { type: 'colleague' }>;

const earOf = ({ spot, root, user }: At) => ({ channel: spot.channel, user, threadTs: root });

/** A thread, to be opened by whoever sees its channel. */
export function linkTo(connection: Connection, { channel, rootTs }: Location): string {
  return permalink(connection, channel, rootTs);
}

/** Nothing of it was kept. Whoever is nobody at the desk is told in both languages. */
export async function whisperRefused(context: SlackContext, at: At, who: Who, why: 'stranger' | 'moved' | 'closed'): Promise<void> {
  if (who.type === 'stranger') {
    await whisper(context, earOf(at), `${t('ru', 'refused.stranger')}\n${t('en', 'refused.stranger')}`);
    return;
  }
  if (why === 'stranger') return;
  const now = why === 'moved' ? await threadOf(context.db, at.thread.conversation) : null;
  const more = now === null ? [] : [actions(linkButton(t(who.language, 'button.thread'), 'okno_link', linkTo(context.connection(), now)))];
  await whisper(context, earOf(at), t(who.language, `refused.${why}`), more);
}

export function whisperHeld(
  context: SlackContext,
  at: At,
  language: Language,
  held: string,
  why: 'mentions' | 'after-note',
): Promise<void> {
  return whisper(context, earOf(at), t(language, `held.${why}`), [heldButtons(language, held)]);
}

export function heldButtons(language: Language, held: string): Block {
  return actions(button(t(language, 'button.send'), 'okno_send', held, 'primary'), button(t(language, 'button.keep'), 'okno_keep', held));
}

/** It stayed inside, which its author should know; with what they could do instead. */
export function whisperNoted(context: SlackContext, at: At, who: Colleague, held: string, why: 'not-in-charge' | 'guest'): Promise<void> {
  const { language, viewer, isTrusted } = who;
  const { thread } = at;
  const text =
    why === 'guest'
      ? t(language, 'noted.guest')
      : thread.specialistName === null
        ? t(language, 'noted.nobody')
        : t(language, 'noted.other', { name: thread.specialistName });
  const buttons: Block[] = [];
  if (isTrusted && mayIn(viewer, 'conversation.steer', thread.department) && thread.specialist !== null)
    buttons.push(button(t(language, 'button.to-client'), 'okno_send', held));
  if (isTrusted && viewer.department !== null) buttons.push(button(t(language, 'button.take'), 'okno_take', thread.conversation));
  return whisper(context, earOf(at), text, buttons.length === 0 ? [] : [actions(...buttons)]);
}

export function whisperKeptInside(context: SlackContext, at: At, language: Language): Promise<void> {
  return whisper(context, earOf(at), t(language, 'kept-inside'));
}

export function whisperRefusal(
  context: SlackContext,
  at: { readonly channel: string; readonly root?: string | undefined; readonly user: string },
  language: Language,
  code: Refusal,
): Promise<void> {
  const { channel, root, user } = at;
  return whisper(context, { channel, user, ...(root === undefined ? {} : { threadTs: root }) }, t(language, `refusal.${code}`));
}
