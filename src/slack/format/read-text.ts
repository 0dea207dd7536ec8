import type { RichTextBlock } from '@slack/types';
import type { Marked } from '../../domain/marks.ts';
import { fromMrkdwn, mentionsInText } from './from-mrkdwn.ts';
import { fromRichText, isKnownRichText, type Mentioned, mentionsIn, type NameOf } from './from-rich-text.ts';
import { lines } from './joined.ts';

/** What of a Slack message its words are read from. */
export interface SlackWords {
  readonly text?: string | undefined;
  readonly blocks?: readonly { readonly type: string }[] | undefined;
}

/** Reads a Slack message's words as plain text and marks. People write rich text; the older `text` is read where there is none. */
export function readWords(message: SlackWords, nameOf: NameOf): Marked {
  const { text, marks } = readWhole(message, nameOf);
  return { text, marks };
}

/**
 * Reads the same, and says whether that is all of it. Slack adds kinds of rich text as it pleases: where there is one we do not know, its
 * own plain rendering is read instead, if it made one.
 */
export function readWhole(message: SlackWords, nameOf: NameOf): Marked & { readonly isWhole: boolean } {
  const rich = richTextsOf(message);
  const isKnown = rich.every(isKnownRichText) && (message.blocks ?? []).every((each) => each.type === 'rich_text');
  const plain = fromMrkdwn(message.text ?? '', nameOf);
  if (rich.length === 0 || (!isKnown && plain.text.trim() !== '')) return { ...plain, isWhole: isKnown || plain.text.trim() !== '' };
  const { text, marks } = lines(rich.map((each) => fromRichText(each, nameOf)).filter((each) => each.text !== ''));
  return { text, marks, isWhole: isKnown };
}

/** Lists whose names `readWords` will ask for. */
export function mentionedIn(message: SlackWords): Mentioned[] {
  const rich = richTextsOf(message);
  return rich.length === 0 ? mentionsInText(message.text ?? '') : rich.flatMap(mentionsIn);
}

function richTextsOf({ blocks }: SlackWords): RichTextBlock[] {
  return (blocks ?? []).filter(
    (each): each is RichTextBlock => each.type === 'rich_text' && Array.isArray((each as RichTextBlock).elements),
  );
}
