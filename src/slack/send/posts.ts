import type { KnownBlock, RichTextBlock } from '@slack/types';
import type { Language } from '../../domain/language.ts';
import type { Marked } from '../../domain/marks.ts';
import type { MessageBody } from '../../domain/message.ts';
import type { Dispatch } from '../../engine/delivery/channel.ts';
import { tCard } from '../../texts/slack-card.ts';
import { smallPrint } from '../format/blocks.ts';
import { fallbackText, oneLine, shortened } from '../format/escape.ts';
import { toRichText } from '../format/to-rich-text.ts';
import { forwardedLine, linesAbove, linesBelow, reactionLines } from './small-print.ts';
import { split } from './split.ts';

/** One post of Slack's: blocks are what is seen, the text is for notifications. */
export interface Post {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** The message another one answers. */
export interface Quoted {
  readonly text: string;
  readonly name: string | null;
  readonly author: Dispatch['author'];
  /** of it in Slack; null where it does not stand there */
  readonly link: string | null;
}

export interface Shown extends Pick<Dispatch, 'author' | 'audience' | 'reactions'> {
  readonly body: MessageBody;
  readonly quoted: Quoted | null;
  /** what a tapped button said */
  readonly tapped: string | null;
}

/** Slack refuses blocks with more than about 13,000 characters together; the rest is for what stands beside the words. */
const longestPost = 9000;
export const longestBlock = 2900;
const quotedAtMost = 300;

/** Writes a message as posts: one, or several when it is long. */
export function postsOf({ body, author, audience, reactions, quoted, tapped }: Shown, language: Language): Post[] {
  const words: Marked = { text: body.text === '' ? (tapped ?? '') : body.text, marks: body.marks ?? [] };
  const pieces = words.text.trim() === '' ? [{ text: '', marks: [] }] : split(words, longestPost);
  const under = [...linesBelow(body, author, language), ...reactionLines(reactions, language)];
  return pieces
    .map((piece, i) => ({
      text: notification(piece, under.find((each) => typeof each === 'string') ?? '', forwardedLine(body, language)),
      blocks: [
        ...(i === 0 ? [...smallPrint(linesAbove(body, audience, language)), ...quoteOf(quoted, body.excerpt, language)] : []),
        ...split(piece, longestBlock).flatMap(richText),
        ...(i === pieces.length - 1 ? smallPrint(under) : []),
      ],
    }))
    .map(notEmpty);
}

/** Shows words that are all blank as a dash: Slack takes no post of nothing. */
function notEmpty(post: Post): Post {
  return post.blocks.length > 0 ? post : { text: '–', blocks: smallPrint(['–']) };
}

function notification(piece: Marked, instead: string, above: string | null): string {
  const text = fallbackText(piece);
  const shown = text.trim() === '' ? fallbackText({ text: instead === '' ? '–' : instead, marks: [] }) : text;
  return above === null ? shown : `${fallbackText({ text: above, marks: [] })}\n${shown}`;
}

/** Writes words as a block; none for no words. */
export function richText(piece: Marked): RichTextBlock[] {
  const elements = toRichText(piece);
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements }];
}

function quoteOf(quoted: Quoted | null, excerpt: MessageBody['excerpt'], language: Language): KnownBlock[] {
  if (quoted === null && excerpt === undefined) return [];
  const who = quoted === null ? whoseElsewhere(excerpt?.name, language) : whose(quoted, language);
  const link = quoted?.link ?? null;
  const title = link === null ? { type: 'text' as const, text: who } : { type: 'link' as const, url: link, text: who };
  // The words somebody chose of it say more than its beginning.
  const text = shortened((excerpt?.text || quoted?.text || '').trim(), quotedAtMost);
  return [
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_quote', elements: [title, ...(text === '' ? [] : [{ type: 'text' as const, text: `\n${text}` }])] }],
    },
  ];
}

function whoseElsewhere(name: string | undefined, language: Language): string {
  return name === undefined ? tCard(language, 'answers.elsewhere') : tCard(language, 'answers', { name: oneLine(name, 80) });
}

function whose({ author, name }: Quoted, language: Language): string {
  if (name !== null && name.trim() !== '') return tCard(language, 'answers', { name: oneLine(name, 80) });
  return tCard(language, author === 'client' ? 'answers.client' : author === 'specialist' ? 'answers.colleague' : 'answers.desk');
}
