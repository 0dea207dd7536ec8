import { isSafeUrl, type Marked, normaliseMarks } from '../../domain/marks.ts';
import { withEmoji } from './emoji.ts';
import type { Mentioned, NameOf } from './from-rich-text.ts';
import { around, joined, lines } from './joined.ts';

/**
 * Reads Slack's older way of writing, which apps and plain posts carry when there is no rich text, as plain text and marks. `&`, `<` and `>`
 * come escaped, everything Slack has understood itself stands between angle brackets.
 */
export function fromMrkdwn(typed: string, nameOf: NameOf): Marked {
  const parts = typed.split(/```\n?([\s\S]+?)\n?```/);
  const pieces = parts.flatMap((part, i) => {
    if (i % 2 === 1) return [around('pre', { text: literal(part, nameOf), marks: [] })];
    const text = part.replace(i > 0 ? /^\n/ : /^/, '').replace(i < parts.length - 1 ? /\n$/ : /$/, '');
    return text === '' ? [] : [quoted(text, nameOf)];
  });
  const { text, marks } = lines(pieces);
  return { text, marks: normaliseMarks(text, marks) };
}

/** Reads lines that begin with `>` as a quote, as long as they follow one another. */
function quoted(text: string, nameOf: NameOf): Marked {
  const rows = text.split('\n');
  const groups: { isQuote: boolean; rows: string[] }[] = [];
  for (const row of rows) {
    const isQuote = row.startsWith('&gt;');
    const words = isQuote ? row.replace(/^&gt; ?/, '') : row;
    const last = groups.at(-1);
    if (last?.isQuote === isQuote) last.rows.push(words);
    else groups.push({ isQuote, rows: [words] });
  }
  return lines(
    groups.map(({ isQuote, rows: own }) => {
      const inner = lines(own.map((row) => inline(row, nameOf)));
      return isQuote ? around('quote', inner) : inner;
    }),
  );
}

const signs: Readonly<Record<string, 'bold' | 'italic' | 'strike' | 'code'>> = { '*': 'bold', _: 'italic', '~': 'strike', '`': 'code' };

/** A pair of signs around words: outside of it no letter, inside of it no space. */
const pair = /(?<![\p{L}\p{N}])([*_~`])(?=\S)(.{1,1000}?)(?<=\S)\1(?![\p{L}\p{N}])/u;
const entity = /<([^<>\n]+)>/;

function inline(text: string, nameOf: NameOf): Marked {
  const [sign, angle] = [pair.exec(text), entity.exec(text)];
  if (angle !== null && (sign === null || angle.index <= sign.index)) {
    const named = inEntity(angle[1] ?? '', nameOf);
    return joined([unescaped(text.slice(0, angle.index)), named, inline(text.slice(angle.index + angle[0].length), nameOf)]);
  }
  if (sign === null) return unescaped(text);
  const [whole, mark = '', words = ''] = sign;
  const kind = signs[mark] ?? 'code';
  const inner = kind === 'code' ? { text: literal(words, nameOf), marks: [] } : inline(words, nameOf);
  return joined([unescaped(text.slice(0, sign.index)), around(kind, inner), inline(text.slice(sign.index + whole.length), nameOf)]);
}

/** Reads what stands between angle brackets: a mention, a link, a date. */
function inEntity(inside: string, nameOf: NameOf): Marked {
  const [target = '', label] = inside.split('|', 2);
  const words = label === undefined || label === '' ? undefined : unescapedText(label);
  const mentioned = mentionOf(target);
  if (mentioned !== null) {
    const name = nameOf(mentioned) ?? words?.replace(/^[@#]/, '');
    if (mentioned.kind === 'user') return { text: name ?? '@…', marks: [] };
    return { text: `${mentioned.kind === 'channel' ? '#' : '@'}${name ?? '…'}`, marks: [] };
  }
  if (target.startsWith('!')) return { text: words ?? `@${target.slice(1)}`, marks: [] };
  const url = unescapedText(target);
  const text = words ?? url.replace(/^mailto:/, '');
  return { text, marks: isSafeUrl(url) && text !== url ? [{ kind: 'link', at: 0, length: text.length, url }] : [] };
}

function mentionOf(target: string): Mentioned | null {
  const found = /^(@|#|!subteam\^)([A-Z0-9]+)$/.exec(target);
  if (found?.[2] === undefined) return null;
  return { kind: found[1] === '@' ? 'user' : found[1] === '#' ? 'channel' : 'group', id: found[2] };
}

/** Lists everybody a text mentions, so that their names can be found before it is read. */
export function mentionsInText(typed: string): Mentioned[] {
  return [...typed.matchAll(/<([^<>|\n]+)(?:\|[^<>\n]*)?>/g)].flatMap((each) => mentionOf(each[1] ?? '') ?? []);
}

/** Lists names that Slack has written beside the ids of what is mentioned, by id. */
export function labelsIn(typed: string): ReadonlyMap<string, string> {
  const all = [...typed.matchAll(/<(?:@|#|!subteam\^)([A-Z0-9]+)\|([^<>\n]+)>/g)];
  return new Map(all.map(([, id = '', label = '']) => [id, unescapedText(label).replace(/^[@#]/, '')]));
}

/** Reads code: nothing in it is marked, but what Slack wrote in angle brackets is still words. */
function literal(text: string, nameOf: NameOf): string {
  return unescapedText(text.replace(/<([^<>\n]+)>/g, (_, inside: string) => inEntity(inside, nameOf).text));
}

function unescaped(text: string): Marked {
  return { text: withEmoji(unescapedText(text)), marks: [] };
}

function unescapedText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
