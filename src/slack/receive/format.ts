import type { RichTextBlock } from '@slack/types';
import { type Marked, toPlain } from '../../domain/marks.ts';
import { fromMrkdwn, mentionsInText } from './from-mrkdwn.ts';
import { fromRichText, type Mentioned, mentionsIn, type NameOf } from './from-rich-text.ts';

export type { Mentioned, NameOf } from './from-rich-text.ts';

/** What of a Slack message its words are read from. */
export interface SlackWords {
  readonly text?: string | undefined;
  readonly blocks?: readonly { readonly type: string }[] | undefined;
}

/** A Slack message's words as plain text and marks. People write rich text; the older `text` is read where there is none. */
export function readWords(message: SlackWords, nameOf: NameOf): Marked {
  const rich = richTextOf(message);
  return rich === undefined ? fromMrkdwn(message.text ?? '', nameOf) : fromRichText(rich, nameOf);
}

/** Whose names `readWords` will ask for. */
export function mentionedIn(message: SlackWords): Mentioned[] {
  const rich = richTextOf(message);
  return rich === undefined ? mentionsInText(message.text ?? '') : mentionsIn(rich);
}

function richTextOf({ blocks }: SlackWords): RichTextBlock | undefined {
  return blocks?.find((each): each is RichTextBlock => each.type === 'rich_text');
}

/** Words of somebody else inside a text of Slack's: they mean themselves and nothing more. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** For notifications and old clients, where blocks are not shown: no sign in it means anything. */
export function fallbackText(marked: Marked, longest = 1000): string {
  return escaped(shortened(toPlain(marked), longest));
}

/** At most `longest` UTF-16 units, whole characters, with `…` where something is left out. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, Math.max(0, longest - 1));
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** A name on one line, without what turns the direction of the text around it or is not seen. */
export function oneLine(text: string, longest: number): string {
  return shortened(text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim(), longest);
}
