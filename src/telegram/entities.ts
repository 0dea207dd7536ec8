import type { MessageEntity } from 'grammy/types';
import type { Mark } from '../domain/content.ts';
import { normaliseMarks } from '../domain/marks.ts';

/** How Telegram says that a stretch of a text looks different; offsets count UTF-16 units, as ours do. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string | undefined;
}

const kinds: Readonly<Record<string, Exclude<Mark['kind'], 'link'>>> = {
  bold: 'bold',
  italic: 'italic',
  strikethrough: 'strike',
  code: 'code',
  pre: 'pre',
  blockquote: 'quote',
  expandable_blockquote: 'quote',
};

/** Reads Telegram's entities as marks. Addresses, mentions and the like are plain words: every screen finds them again by itself. */
export function marksOf(text: string, entities: readonly Entity[] = []): Mark[] {
  const marks = entities.flatMap(({ type, offset: at, length, url }): Mark[] => {
    if (type === 'text_link' && url !== undefined) return [{ at, length, kind: 'link', url }];
    const kind = kinds[type];
    return kind === undefined ? [] : [{ at, length, kind }];
  });
  return normaliseMarks(text, marks);
}

const types = {
  bold: 'bold',
  italic: 'italic',
  strike: 'strikethrough',
  code: 'code',
  pre: 'pre',
  quote: 'blockquote',
} as const satisfies Record<Exclude<Mark['kind'], 'link'>, MessageEntity['type']>;

/** Writes marks for the parameter `entities`: nothing in a text is ever read as markup. Telegram nests them itself, by offset. */
export function entitiesOf(marks: readonly Mark[]): MessageEntity[] {
  return marks.map((mark) => {
    const place = { offset: mark.at, length: mark.length };
    return mark.kind === 'link' ? { ...place, type: 'text_link', url: mark.url } : { ...place, type: types[mark.kind] };
  });
}
