import { type Location, threadOf } from '../db/slack/receive.ts';
import type { Language } from '../domain/language.ts';
import type { Refusal } from '../engine/submissions/submission.ts';
import { mayIn } from '../people/access.ts';
import { slackDoor } from '../texts/slack-replies.ts';
import { slackViews } from '../texts/slack-views.ts';
import { speaker } from '../texts/translate.ts';
import type { Connection, Desk, Who } from './deps.ts';
import type { At } from './receive/message.ts';
import { permalink } from './send/thread.ts';
import { actions, type Block, button, linkButton, whisper } from './whisper.ts';

const words = { ru: { ...slackDoor.ru, ...slackViews.ru }, en: { ...slackDoor.en, ...slackViews.en } } as const;

export const say = speaker<keyof (typeof words)['ru']>(words);

type Colleague = Extract<Who, { type: 'colleague' }>;

const earOf = ({ spot, root, user }: At) => ({ channel: spot.channel, user, threadTs: root });

/** A thread, to be opened by whoever sees its channel. */
export function linkTo(connection: Connection, { channel, rootTs }: Location): string {
  return permalink(connection, channel, rootTs);
}

/** Nothing of it was kept. Whoever is nobody at the desk is told in both languages. */
export async function tellRefused(desk: Desk, at: At, who: Who, why: 'stranger' | 'moved' | 'closed'): Promise<void> {
  if (who.type === 'stranger') {
    await whisper(desk, earOf(at), `${say('ru', 'refused.stranger')}\n${say('en', 'refused.stranger')}`);
    return;
  }
  if (why === 'stranger') return;
  const now = why === 'moved' ? await threadOf(desk.db, at.thread.conversation) : null;
  const more = now === null ? [] : [actions(linkButton(say(who.language, 'button.thread'), 'okno_link', linkTo(desk.connection(), now)))];
  await whisper(desk, earOf(at), say(who.language, `refused.${why}`), more);
}

export function tellHeld(desk: Desk, at: At, language: Language, held: string, why: 'mentions' | 'after-note'): Promise<void> {
  return whisper(desk, earOf(at), say(language, `held.${why}`), [heldButtons(language, held)]);
}

export function heldButtons(language: Language, held: string): Block {
  return actions(
    button(say(language, 'button.send'), 'okno_send', held, 'primary'),
    button(say(language, 'button.keep'), 'okno_keep', held),
  );
}

/** It stayed inside, which its author should know; with what they could do instead. */
export function tellNoted(desk: Desk, at: At, who: Colleague, held: string, why: 'not-in-charge' | 'guest'): Promise<void> {
  const { language, viewer, isTrusted } = who;
  const { thread } = at;
  const text =
    why === 'guest'
      ? say(language, 'noted.guest')
      : thread.specialistName === null
        ? say(language, 'noted.nobody')
        : say(language, 'noted.other', { name: thread.specialistName });
  const buttons: Block[] = [];
  if (isTrusted && mayIn(viewer, 'conversation.steer', thread.department) && thread.specialist !== null)
    buttons.push(button(say(language, 'button.to-client'), 'okno_send', held));
  if (isTrusted && viewer.department !== null) buttons.push(button(say(language, 'button.take'), 'okno_take', thread.conversation));
  return whisper(desk, earOf(at), text, buttons.length === 0 ? [] : [actions(...buttons)]);
}

export function tellKeptInside(desk: Desk, at: At, language: Language): Promise<void> {
  return whisper(desk, earOf(at), say(language, 'kept-inside'));
}

export function tellRefusal(
  desk: Desk,
  at: { readonly channel: string; readonly root?: string | undefined; readonly user: string },
  language: Language,
  code: Refusal,
): Promise<void> {
  const { channel, root, user } = at;
  return whisper(desk, { channel, user, ...(root === undefined ? {} : { threadTs: root }) }, say(language, `refusal.${code}`));
}
