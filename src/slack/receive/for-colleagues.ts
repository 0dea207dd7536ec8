import type { HeardState } from '../../db/slack/heard.ts';
import type { Marked } from '../../domain/marks.ts';
import { mentionedIn, readWords, type SlackWords } from '../format/read-text.ts';

const everybody = /<!(?:subteam\^[A-Z0-9]+|here|channel|everyone)(?:\|[^>]*)?>/;

/** Says whether a message turns to colleagues: somebody else than its author, a group, everybody here. */
export function mentionsColleagues(message: SlackWords, author: string): boolean {
  const isOther = mentionedIn(message).some(
    ({ kind, id }) => kind === 'group' || kind === 'everybody' || (kind === 'user' && id !== author),
  );
  return (
    isOther ||
    everybody.test(message.text ?? '') ||
    [...(message.text ?? '').matchAll(/<@([UW][A-Z0-9]+)/g)].some((found) => found[1] !== author)
  );
}

/** Two slashes, or two semicolons where Slack's composer takes the slashes for a command; what is not seen may stand before them. */
const insideMark = /^[\s\p{Cf}]*(?:\/\/|;;) ?/u;

/** Says whether a message begins with the mark by which whoever writes it keeps it among colleagues. */
export function isMarkedInside(message: SlackWords): boolean {
  return insideMark.test(readWords(message, () => undefined).text);
}

/** Takes the mark off; marks of the text that stood on it are cut. */
export function withoutInsideMark(words: Marked): Marked {
  const cut = insideMark.exec(words.text)?.[0].length ?? 0;
  if (cut === 0) return words;
  const marks = words.marks.flatMap((mark) => {
    const at = Math.max(0, mark.at - cut);
    const length = mark.at + mark.length - cut - at;
    return length > 0 ? [{ ...mark, at, length }] : [];
  });
  return { text: words.text.slice(cut), marks };
}

/** Reads what a state of a message says of whom it is for. */
export function stateOf(
  message: SlackWords & { readonly edited?: { readonly ts: string } | null | undefined },
  author: string,
): HeardState {
  return { editedTs: message.edited?.ts ?? '', isInside: isMarkedInside(message), mentions: mentionsColleagues(message, author) };
}
