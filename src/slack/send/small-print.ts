import type { Attachment } from '../../domain/content.ts';
import type { Language } from '../../domain/language.ts';
import type { Audience, Author, MessageBody } from '../../domain/message.ts';
import type { Dispatch } from '../../engine/delivery/channel.ts';
import { tCard } from '../../texts/slack-card.ts';
import type { SmallPrint } from '../format/blocks.ts';
import { oneLine } from '../format/escape.ts';

/** Says that these are somebody else's words, and whose; null of one's own. */
export function forwardedLine({ forwarded }: MessageBody, language: Language): string | null {
  if (forwarded === undefined) return null;
  const name = oneLine(forwarded.name, 120);
  return name === '' ? tCard(language, 'forwarded.nameless') : tCard(language, 'forwarded', { name });
}

/** Writes what stands above the words: that they stay inside, that they were spoken, that they are somebody else's. */
export function linesAbove(body: MessageBody, audience: Audience, language: Language): string[] {
  return [
    ...(audience === 'internal' ? [tCard(language, 'inside')] : []),
    ...(body.spoken === undefined ? [] : [tCard(language, `spoken.${body.spoken}`)]),
    ...[forwardedLine(body, language)].filter((each) => each !== null),
  ];
}

const filesShown = 6;

/** Writes what stands below the words: options, a place, a card, files. */
export function linesBelow(body: MessageBody, author: Author, language: Language): SmallPrint[] {
  const files = body.attachments ?? [];
  const { place, card, question } = body;
  return [
    ...(author === 'system' && question !== undefined && question.options.length > 0
      ? [tCard(language, 'options', { options: oneLine(question.options.map((each) => each.label).join(' · '), 1000) })]
      : []),
    ...(body.rate === true ? [tCard(language, 'asks-rating')] : []),
    ...(place === undefined ? [] : placeLines(place, language)),
    ...(card === undefined ? [] : [tCard(language, 'card', { name: oneLine(card.name, 200), phone: oneLine(card.phone, 40) })]),
    ...files.slice(0, filesShown).map((each) => fileLine(each, language)),
    ...(files.length > filesShown ? [tCard(language, 'file.more', { count: files.length - filesShown })] : []),
  ];
}

function fileLine({ name, size, state }: Attachment, language: Language): string {
  const shown = { name: oneLine(name, 200), size: `${Math.max(1, Math.round(size / 1024 / 1024))} MB` };
  return tCard(language, `file.${state ?? 'here'}`, shown);
}

function placeLines({ latitude, longitude, title }: NonNullable<MessageBody['place']>, language: Language): SmallPrint[] {
  const words = title === undefined ? tCard(language, 'place.untitled') : tCard(language, 'place', { title: oneLine(title, 200) });
  const [lat, lon] = [Number(latitude).toFixed(6), Number(longitude).toFixed(6)];
  const address = `https://www.openstreetmap.org/?mlat=${lat}&amp;mlon=${lon}#map=17/${lat}/${lon}`;
  return [words, { mrkdwn: `<${address}|${tCard(language, 'place.map')}>` }];
}

/** Writes what the client put under the message; colleagues see each other's in Slack itself. */
export function reactionLines(reactions: Dispatch['reactions'], language: Language): SmallPrint[] {
  const emoji = (reactions ?? []).filter((each) => each.by === 'client').map((each) => oneLine(each.emoji, 16));
  return emoji.length === 0 ? [] : [tCard(language, 'reactions', { emoji: emoji.join(' ') })];
}
