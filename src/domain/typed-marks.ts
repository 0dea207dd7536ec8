import type { Mark } from './content.ts';
import { isSafeUrl, type Marked, normaliseMarks, shiftMarks } from './marks.ts';

/*
 * What people type at the desk is plain text with light marks: **bold**, *italic*, _italic_, ~~strike~~, `code`, ```blocks```,
 * > quotes, [words](https://…), lists with - or *. Signs that make no pair, or stand inside words and addresses, stay as typed.
 */

/** Splits what was typed into words and looks: no sign that became a mark reaches the client. */
export function marksFromTyped(typed: string): Marked {
  const lines = typed.replaceAll('\r\n', '\n').split('\n');
  const done: Marked[] = [];
  // Where the next fence is, looked up once: whatever is typed takes time by its length, never by its square.
  const fences = lines.flatMap((each, i) => (/^```\s*$/.test(each) ? [i] : []));
  for (let i = 0; i < lines.length; ) {
    const block = blockAt(lines, i, fences) ?? quoteAt(lines, i) ?? { marked: lineOf(lines, i), lines: 1 };
    done.push(block.marked);
    i += block.lines;
  }
  const { text, marks } = joined(done, '\n');
  return { text, marks: normaliseMarks(text, marks) };
}

interface Block {
  readonly marked: Marked;
  /** lines it takes */
  readonly lines: number;
}

/** A fence, a language or nothing beside it, up to the next fence; or a block on one line. */
function blockAt(lines: readonly string[], from: number, fences: readonly number[]): Block | null {
  const line = lines[from] ?? '';
  const single = /^```([^`]+)```\s*$/.exec(line);
  if (single?.[1] !== undefined) return { marked: whole(single[1], 'pre'), lines: 1 };
  if (!/^```[\w+#.-]*\s*$/.test(line)) return null;
  const end = firstFrom(fences, from + 1);
  if (end === undefined) return null;
  const text = lines.slice(from + 1, end).join('\n');
  return text.trim() === '' ? null : { marked: whole(text, 'pre'), lines: end - from + 1 };
}

/** Not without the space: `>5` is a comparison. */
const quoteBegins = /^> (?=\S)/;
const quoted = /^>(?: |$)/;

function quoteAt(lines: readonly string[], from: number): Block | null {
  if (!quoteBegins.test(lines[from] ?? '')) return null;
  const end = lines.findIndex((each, i) => i > from && !quoted.test(each));
  const count = (end === -1 ? lines.length : end) - from;
  const { text, marks } = joined(
    lines.slice(from, from + count).map((each) => inline(each.replace(quoted, ''))),
    '\n',
  );
  return { marked: { text, marks: [...whole(text, 'quote').marks, ...marks] }, lines: count };
}

/** One dash may be a minus, or somebody speaking: only a second one beside it makes a list. An asterisk needs no company. */
function lineOf(lines: readonly string[], i: number): Marked {
  const line = lines[i] ?? '';
  const item = /^(\s*)([-*•]) (?=\S)/.exec(line);
  const isDash = (each: string | undefined) => each !== undefined && /^\s*- (?=\S)/.test(each);
  const isItem = item !== null && (item[2] !== '-' || isDash(lines[i - 1]) || isDash(lines[i + 1]));
  if (!isItem) return inline(line);
  return joined([{ text: `${item[1] ?? ''}• `, marks: [] }, inline(line.slice(item[0].length))], '');
}

/** Signs by what they mean, the longer first; `edges`: outside of them are spaces, quotes and the like. */
const pairs: readonly { readonly sign: string; readonly kind: Exclude<Mark['kind'], 'link'>; readonly edges: boolean }[] = [
  { sign: '`', kind: 'code', edges: true },
  { sign: '**', kind: 'bold', edges: false },
  { sign: '~~', kind: 'strike', edges: false },
  { sign: '*', kind: 'italic', edges: true },
  { sign: '_', kind: 'italic', edges: true },
];

const address = /^https?:\/\/[^\s<>"]+/i;
const link = /^\[([^[\]\n]+)\]\(([^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)/;

function inline(line: string): Marked {
  const ends = new Map(pairs.map((pair) => [pair.sign, endsOf(line, pair)]));
  const done: Marked[] = [];
  let plain = '';
  for (let at = 0; at < line.length; ) {
    const found = tokenAt(line, at, ends);
    if (found === null) plain += line[at++];
    else {
      done.push({ text: plain, marks: [] }, found.marked);
      plain = '';
      at += found.length;
    }
  }
  return joined([...done, { text: plain, marks: [] }], '');
}

function tokenAt(
  line: string,
  at: number,
  ends: ReadonlyMap<string, readonly number[]>,
): { readonly marked: Marked; readonly length: number } | null {
  const rest = line.slice(at, at + 4096);
  // Addresses keep their underscores and asterisks, but for signs that end a mark around them.
  const url = isWordy(line, at - 1) ? undefined : withoutTail(address.exec(rest)?.[0]);
  if (url !== undefined && url.length > 8) return { marked: { text: url, marks: [] }, length: url.length };
  const named = link.exec(rest);
  if (named?.[1] !== undefined && named[2] !== undefined && /^https?:/i.test(named[2]) && isSafeUrl(named[2])) {
    const words = inline(named[1]);
    if (words.text.trim() !== '')
      return {
        marked: { text: words.text, marks: [{ kind: 'link', at: 0, length: words.text.length, url: named[2] }, ...words.marks] },
        length: named[0].length,
      };
  }
  const pair = pairs.find(({ sign }) => line.startsWith(sign, at));
  if (pair === undefined) return null;
  const end = opens(line, at, pair) ? firstFrom(ends.get(pair.sign) ?? [], at + pair.sign.length + 1) : undefined;
  if (end === undefined) return null;
  const words = line.slice(at + pair.sign.length, end);
  const inner = pair.kind === 'code' ? { text: words, marks: [] } : inline(words);
  return {
    marked: { text: inner.text, marks: [...whole(inner.text, pair.kind).marks, ...inner.marks] },
    length: end + pair.sign.length - at,
  };
}

/** An address without the signs that may end a mark, or the sentence, around it. */
function withoutTail(found: string | undefined): string | undefined {
  if (found === undefined) return undefined;
  let end = found.length;
  while (end > 0 && '*_~`.,;:!?)]'.includes(found[end - 1] ?? ' ')) end -= 1;
  return found.slice(0, end);
}

type Pair = (typeof pairs)[number];

/** Whether a sign stands so that it may begin a mark: right before a word, and with no more of itself beside it. */
function opens(line: string, at: number, { sign, edges }: Pair): boolean {
  const start = at + sign.length;
  const isOwn = (i: number) => line[i] === sign[0];
  // Three of them are bold around italic.
  const isCrowded = isOwn(start) && (sign !== '**' || isOwn(start + 1));
  if (isBlank(line, start) || isCrowded || isOwn(at - 1)) return false;
  return !edges || opensAfter.test(line.slice(Math.max(0, at - 2), at));
}

/** Every place where this sign may end a mark, whichever it was that began: right after a word and before no more of the sign. */
function endsOf(line: string, { sign, edges }: Pair): readonly number[] {
  const isOwn = (i: number) => line[i] === sign[0];
  const ends: number[] = [];
  for (let end = line.indexOf(sign, 1); end !== -1; end = line.indexOf(sign, end + 1)) {
    const after = end + sign.length;
    if (isBlank(line, end - 1) || (edges && !closesBefore.test(line.slice(after, after + 2)))) continue;
    // `**a *b***`: the last two of three close the bold one.
    if (isOwn(after) || (sign.length === 1 && isOwn(end - 1))) continue;
    ends.push(end);
  }
  return ends;
}

/** The first of numbers in order that is not below `from`. */
function firstFrom(numbers: readonly number[], from: number): number | undefined {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return numbers[low];
}

/** A face drawn with signs is not italic, and neither are they inside words. */
const opensAfter = /(^|[\s\p{Ps}\p{Pi}"'–—/*_~-])$/u;
const closesBefore = /^([\s\p{Pe}\p{Pf}"'.,;:!?…–—/*_~-]|$)/u;

const isBlank = (line: string, at: number): boolean => at < 0 || at >= line.length || /\s/.test(line[at] ?? ' ');
const isWordy = (line: string, at: number): boolean => at >= 0 && at < line.length && /[\p{L}\p{N}]/u.test(line[at] ?? ' ');

function whole(text: string, kind: Exclude<Mark['kind'], 'link'>): Marked {
  return { text, marks: [{ kind, at: 0, length: text.length }] };
}

function joined(pieces: readonly Marked[], between: string): Marked {
  let text = '';
  const marks: Mark[] = [];
  pieces.forEach((piece, i) => {
    if (i > 0) text += between;
    for (const mark of shiftMarks(piece.marks, text.length)) marks.push(mark);
    text += piece.text;
  });
  return { text, marks };
}
