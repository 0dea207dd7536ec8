import type { Marked } from '../../domain/marks.ts';
import { mentionedIn, readWords, type SlackWords } from './format.ts';

const everybody = /<!(?:subteam\^[A-Z0-9]+|here|channel|everyone)(?:\|[^>]*)?>/;

/** Whether it turns to colleagues: somebody else than its author, a group, everybody here. */
export function mentionsColleagues(message: SlackWords, author: string): boolean {
  const isOther = mentionedIn(message).some(({ kind, id }) => kind === 'group' || (kind === 'user' && id !== author));
  return (
    isOther ||
    everybody.test(message.text ?? '') ||
    [...(message.text ?? '').matchAll(/<@([UW][A-Z0-9]+)/g)].some((found) => found[1] !== author)
  );
}

/** What begins so is for colleagues only, whoever writes it. */
const inside = /^\s*\/\/ ?/;

export function isInside(message: SlackWords): boolean {
  return inside.test(readWords(message, () => undefined).text);
}

/** Without the slashes; marks that stood on them are cut. */
export function withoutSlashes(words: Marked): Marked {
  const cut = inside.exec(words.text)?.[0].length ?? 0;
  if (cut === 0) return words;
  const marks = words.marks.flatMap((mark) => {
    const at = Math.max(0, mark.at - cut);
    const length = mark.at + mark.length - cut - at;
    return length > 0 ? [{ ...mark, at, length }] : [];
  });
  return { text: words.text.slice(cut), marks };
}
