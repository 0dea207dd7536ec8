import { type Content, cleanText } from '../../domain/content.ts';
import type { Language } from '../../domain/language.ts';
import { normaliseMarks } from '../../domain/marks.ts';
import { t } from '../../texts/telegram.ts';
import { marksOf } from '../entities.ts';
import { kindsOf } from './kinds.ts';
import { readRichMessage } from './rich-message.ts';
import { textsIn } from './texts-in.ts';
import type { PlainMessage } from './update.ts';

export type Words = Pick<Content, 'text' | 'marks'>;

/** A message, or what is told of one that stands elsewhere. */
type Said = { readonly [Field in keyof PlainMessage]?: PlainMessage[Field] | undefined };

/** Reads words with their marks: of a text, under a file, or the best that can be said of what has none; null where there are none. */
export function wordsOf(message: Said, language: Language): Words | null {
  const { text, entities, caption, caption_entities: captionEntities, rich_message: rich } = message;
  const written = text ?? caption;
  if (written !== undefined && written !== '') return marked(written, text === undefined ? captionEntities : entities, message, language);
  if (rich !== undefined) {
    const read = readRichMessage(rich);
    const clean = cleanText(read.text);
    const marks = normaliseMarks(clean, read.marks);
    if (clean !== '') return { text: clean, ...(marks.length === 0 ? {} : { marks }) };
  }
  const described = describe(message);
  if (described !== null) return { text: cleanText(described) };
  const found = strangeKinds(message).flatMap((each) => textsOf(each, message[each]));
  return found.length === 0 ? null : { text: cleanText([...found, t(language, 'not-shown')].join('\n')) };
}

function marked(written: string, entities: PlainMessage['entities'], message: Said, language: Language): Words {
  const clean = cleanText(written);
  const marks = marksOf(clean, entities);
  // Words may stand under what cannot be had, such as a picture that is for sale.
  const text = strangeKinds(message).length === 0 ? clean : `${clean}\n${t(language, 'not-shown')}`;
  return { text, ...(marks.length === 0 ? {} : { marks }) };
}

/** A kind may be called as it likes: what is in it was said now. */
function textsOf(kind: string, said: unknown): string[] {
  return typeof said === 'string' ? textsIn({ [kind]: said }) : textsIn(said);
}

/** Says in words what has a shape of its own. */
function describe({ sticker, poll, dice, checklist }: Said): string | null {
  if (sticker?.emoji !== undefined) return sticker.emoji;
  if (poll !== undefined) return listed(poll.question, poll.options);
  if (checklist !== undefined) return listed(checklist.title, checklist.tasks);
  return dice === undefined ? null : `${dice.emoji} ${dice.value}`;
}

/** Fields that are read as they are; what somebody says by any other one is shown as well as can be. */
const known: ReadonlySet<string> = new Set(
  (
    'text caption rich_message photo live_photo document animation audio voice video video_note sticker location venue contact poll dice ' +
    'checklist'
  ).split(' '),
);

/** Names the kinds of what nobody has described to us. Beside what is read a field we do not know is one more thing told about it. */
function strangeKinds(message: object): string[] {
  const kinds = kindsOf(message);
  return kinds.some((each) => each !== 'caption' && known.has(each)) ? [] : kinds.filter((each) => !known.has(each));
}

function listed(title: string, items: readonly { readonly text: string }[]): string {
  return [title, ...items.map((each) => `• ${each.text}`)].join('\n');
}
