import type { Marked } from '../../domain/marks.ts';
import { mentionedIn, readWords, type SlackWords } from '../format/read-text.ts';

const everybody = /<!(?:subteam\^[A-Z0-9]+|here|channel|everyone)(?:\|[^>]*)?>/;

/** Says whether a message turns to colleagues: somebody else than its author, a group, everybody here. */
export function mentionsColleagues(message: SlackWords, author: string): boolean {
  const isOther = mentionedIn(message).some(({ kind, id }) => kind === 'group' || (kind === 'user' && id !== author));
  return (
    isOther ||
    everybody.test(message.text ?? '') ||
    [...(message.text ?? '').matchAll(/<@([UW][A-Z0-9]+)/g)].some((found) => found[1] !== author)
  );
}

const slashes = /^\s*\/\/ ?/;

/** Says whether a message begins with two slashes, by which whoever writes it keeps it among colleagues. */
export function beginsWithSlashes(message: SlackWords): boolean {
  return slashes.test(readWords(message, () => undefined).text);
}

/** Takes the slashes off; marks that stood on them are cut. */
export function withoutSlashes(words: Marked): Marked {
  const cut = slashes.exec(words.text)?.[0].length ?? 0;
  if (cut === 0) return words;
  const marks = words.marks.flatMap((mark) => {
    const at = Math.max(0, mark.at - cut);
    const length = mark.at + mark.length - cut - at;
    return length > 0 ? [{ ...mark, at, length }] : [];
  });
  return { text: words.text.slice(cut), marks };
}
