import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { Mark } from '../../domain/content.ts';
import { momentOf } from '../../domain/instant.ts';
import { type Marked, normaliseMarks, shiftMarks } from '../../domain/marks.ts';
import { emojiNamed, fromCode } from './emoji.ts';
import { around, lines } from './joined.ts';

/** Somebody or something Slack names by its id. */
export interface Mentioned {
  /** `everybody`: all of a channel or a workspace, or who of them is there; named by itself */
  readonly kind: 'user' | 'channel' | 'group' | 'everybody';
  readonly id: string;
}

/** Their name; undefined when it is not known. */
export type NameOf = (mentioned: Mentioned) => string | undefined;

/** Reads a rich text as plain text and marks: mentions become names, emoji real ones, lists get their bullets. */
export function fromRichText(block: Pick<RichTextBlock, 'elements'>, nameOf: NameOf): Marked {
  const pieces = block.elements.map((element): Marked => {
    switch (element.type) {
      case 'rich_text_section':
        return lineOf(element, nameOf);
      case 'rich_text_quote':
        return around('quote', inlines(element.elements, nameOf));
      case 'rich_text_preformatted':
        return around('pre', { text: inlines(element.elements, nameOf).text, marks: [] });
      case 'rich_text_list':
        return listOf(element.elements, nameOf, { style: element.style, indent: element.indent ?? 0, first: (offsetOf(element) ?? 0) + 1 });
      default:
        // Slack adds kinds of blocks as it pleases: what is not known has no words for us.
        return { text: '', marks: [] };
    }
  });
  const { text, marks } = lines(pieces.filter((each) => each.text !== ''));
  return { text, marks: normaliseMarks(text, marks) };
}

const knownBlocks = new Set(['rich_text_section', 'rich_text_quote', 'rich_text_preformatted', 'rich_text_list']);
const knownElements = new Set(['text', 'link', 'emoji', 'user', 'channel', 'usergroup', 'broadcast', 'date', 'color']);

/** Says whether all of a rich text has words for us. */
export function isKnownRichText({ elements }: Pick<RichTextBlock, 'elements'>): boolean {
  return elements.every(({ type, elements: inner }) => {
    if (!knownBlocks.has(type)) return false;
    const items: readonly { readonly type: string; readonly elements?: unknown }[] =
      type === 'rich_text_list' ? inner.flatMap((each) => ('elements' in each ? (each.elements as RichTextElement[]) : [])) : inner;
    return items.every((each) => knownElements.has(each.type));
  });
}

/** Reads where a list that goes on after a nested one begins to count, which Slack's types do not name yet. */
function offsetOf(list: object): number | undefined {
  return 'offset' in list && typeof list.offset === 'number' ? list.offset : undefined;
}

/** Reads a section without the line break that ends it; blocks after it begin on a new line anyway. */
function lineOf(section: RichTextSection, nameOf: NameOf): Marked {
  const { text, marks } = inlines(section.elements, nameOf);
  return text.endsWith('\n') ? { text: text.slice(0, -1), marks } : { text, marks };
}

function listOf(
  items: readonly RichTextSection[],
  nameOf: NameOf,
  { style, indent, first }: { style: string; indent: number; first: number },
): Marked {
  return lines(
    items.map((item, i) => {
      const bullet = `${'  '.repeat(indent)}${style === 'ordered' ? `${first + i}.` : '•'} `;
      const { text, marks } = inlines(item.elements, nameOf);
      return { text: `${bullet}${text}`, marks: shiftMarks(marks, bullet.length) };
    }),
  );
}

function inlines(elements: readonly RichTextElement[], nameOf: NameOf): Marked {
  let text = '';
  const marks: Mark[] = [];
  for (const element of elements) {
    const words = wordsOf(element, nameOf);
    const stretch = { at: text.length, length: words.length };
    text += words;
    if (words === '') continue;
    for (const kind of ['bold', 'italic', 'strike', 'code'] as const) if (element.style?.[kind] === true) marks.push({ kind, ...stretch });
    if (element.type === 'link' && element.url !== words) marks.push({ kind: 'link', url: element.url, ...stretch });
  }
  return { text, marks };
}

function wordsOf(element: RichTextElement, nameOf: NameOf): string {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      return element.text === undefined || element.text === '' ? element.url : element.text;
    case 'emoji':
      return emojiNamed(element.name) ?? (element.unicode === undefined ? `:${element.name}:` : fromCode(element.unicode));
    case 'user':
      return nameOf({ kind: 'user', id: element.user_id }) ?? '@…';
    case 'channel':
      return `#${nameOf({ kind: 'channel', id: element.channel_id }) ?? '…'}`;
    case 'usergroup':
      return `@${nameOf({ kind: 'group', id: element.usergroup_id }) ?? '…'}`;
    case 'broadcast':
      return `@${element.range}`;
    case 'date':
      return element.fallback ?? momentOf(element.timestamp)?.toISOString().slice(0, 16).replace('T', ' ') ?? '';
    case 'color':
      return element.value;
    default:
      return '';
  }
}

/** Lists everybody and everything a rich text mentions, so that their names can be found before it is read. */
export function mentionsIn(block: Pick<RichTextBlock, 'elements'>): Mentioned[] {
  const found: Mentioned[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(look);
    if (typeof value !== 'object' || value === null) return;
    const { type, user_id, channel_id, usergroup_id, range, elements } = value as Record<string, unknown>;
    if (type === 'user' && typeof user_id === 'string') found.push({ kind: 'user', id: user_id });
    if (type === 'channel' && typeof channel_id === 'string') found.push({ kind: 'channel', id: channel_id });
    if (type === 'usergroup' && typeof usergroup_id === 'string') found.push({ kind: 'group', id: usergroup_id });
    if (type === 'broadcast') found.push({ kind: 'everybody', id: String(range) });
    look(elements);
  };
  look(block.elements);
  return found;
}
