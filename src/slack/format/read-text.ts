import type { RichTextBlock } from '@slack/types';
import type { Marked } from '../../domain/marks.ts';
import { fromMrkdwn, mentionsInText } from './from-mrkdwn.ts';
import { fromRichText, type Mentioned, mentionsIn, type NameOf } from './from-rich-text.ts';

/** What of a Slack message its words are read from. */
export interface SlackWords {
  readonly text?: string | undefined;
  readonly blocks?: readonly { readonly type: string }[] | undefined;
}

/** Reads a Slack message's words as plain text and marks. People write rich text; the older `text` is read where there is none. */
export function readWords(message: SlackWords, nameOf: NameOf): Marked {
  const rich = richTextOf(message);
  return rich === undefined ? fromMrkdwn(message.text ?? '', nameOf) : fromRichText(rich, nameOf);
}

/** Lists whose names `readWords` will ask for. */
export function mentionedIn(message: SlackWords): Mentioned[] {
  const rich = richTextOf(message);
  return rich === undefined ? mentionsInText(message.text ?? '') : mentionsIn(rich);
}

function richTextOf({ blocks }: SlackWords): RichTextBlock | undefined {
  return blocks?.find((each): each is RichTextBlock => each.type === 'rich_text');
}
