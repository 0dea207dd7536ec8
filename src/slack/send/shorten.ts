import type { KnownBlock } from '@slack/types';
import type { Attachment } from '../../domain/content.ts';
import type { Language } from '../../domain/language.ts';
import type { Audience, Author, MessageBody } from '../../domain/message.ts';
import type { Dispatch } from '../../engine/delivery/channel.ts';
import { tCard } from '../../texts/slack-card.ts';
import { escaped, oneLine, shortened } from '../receive/format.ts';

/** In small print: a plain line, in which no sign means anything, or one with a link of ours. */
export type Line = string | { readonly mrkdwn: string };

/** Beside the words of a message: what it is, in small print. */
export function contextOf(lines: readonly Line[]): KnownBlock[] {
  const elements = lines
    .slice(0, 10)
    .map((line) =>
      typeof line === 'string'
        ? { type: 'plain_text' as const, text: shortened(line, 2000), emoji: false }
        : { type: 'mrkdwn' as const, text: line.mrkdwn, verbatim: true },
    );
  return elements.length === 0 ? [] : [{ type: 'context', elements }];
}

/** Slack shows 80 characters at most; what they are to the client comes last and is never cut off, so no name can pass for a colleague's. */
export function authorOf(
  { author, authorName, audience }: Pick<Dispatch, 'author' | 'authorName' | 'audience'>,
  language: Language,
): string {
  const given = oneLine(authorName ?? '', 48).replaceAll('·', ' ');
  switch (author) {
    case 'client':
      return given === '' ? tCard(language, 'author.client.nameless') : tCard(language, 'author.client', { name: given });
    case 'specialist': {
      const name = given === '' ? tCard(language, 'author.somebody') : given;
      return tCard(language, audience === 'internal' ? 'author.inside' : 'author.specialist', { name });
    }
    default:
      return tCard(language, audience === 'internal' ? 'author.desk.inside' : 'author.desk');
  }
}

/** What stands over the words: that they stay inside, that they were spoken. */
export function above(body: MessageBody, audience: Audience, language: Language): string[] {
  return [
    ...(audience === 'internal' ? [tCard(language, 'inside')] : []),
    ...(body.spoken === undefined ? [] : [tCard(language, `spoken.${body.spoken}`)]),
  ];
}

const filesShown = 6;

/** What stands under the words: options, a place, a card, files. */
export function below(body: MessageBody, author: Author, language: Language): Line[] {
  const files = body.attachments ?? [];
  const { place, card, question } = body;
  return [
    ...(author === 'system' && question !== undefined && question.options.length > 0
      ? [tCard(language, 'options', { options: oneLine(question.options.map((each) => each.label).join(' · '), 1000) })]
      : []),
    ...(body.rate === true ? [tCard(language, 'asks-rating')] : []),
    ...(place === undefined ? [] : mapLines(place, language)),
    ...(card === undefined ? [] : [tCard(language, 'card', { name: oneLine(card.name, 200), phone: oneLine(card.phone, 40) })]),
    ...files.slice(0, filesShown).map((each) => fileLine(each, language)),
    ...(files.length > filesShown ? [tCard(language, 'file.more', { count: files.length - filesShown })] : []),
  ];
}

function fileLine({ name, size, state }: Attachment, language: Language): string {
  const shown = { name: oneLine(name, 200), size: `${Math.max(1, Math.round(size / 1024 / 1024))} MB` };
  return tCard(language, `file.${state ?? 'here'}`, shown);
}

function mapLines({ latitude, longitude, title }: NonNullable<MessageBody['place']>, language: Language): Line[] {
  const words = title === undefined ? tCard(language, 'place.untitled') : tCard(language, 'place', { title: oneLine(title, 200) });
  const [lat, lon] = [Number(latitude).toFixed(6), Number(longitude).toFixed(6)];
  const address = `https://www.openstreetmap.org/?mlat=${lat}&amp;mlon=${lon}#map=17/${lat}/${lon}`;
  return [words, { mrkdwn: `<${address}|${tCard(language, 'place.map')}>` }];
}

/** What the client put under the message; colleagues see each other's in Slack itself. */
export function reactionsOf(reactions: Dispatch['reactions'], language: Language): Line[] {
  const emoji = (reactions ?? []).filter((each) => each.by === 'client').map((each) => oneLine(each.emoji, 16));
  return emoji.length === 0 ? [] : [tCard(language, 'reactions', { emoji: emoji.join(' ') })];
}

/** What somebody else called something, on one line, without a sign that Slack would act on. */
export function named(text: string, longest: number): string {
  // Signs of formatting and of emoji stay visible and do nothing behind a word joiner.
  return escaped(oneLine(text, longest)).replace(/[*_~`:]/g, '\u2060$&');
}
