import { type Content, cleanText } from '../../domain/content.ts';
import type { NewId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Fetch } from '../../engine/submissions/submission.ts';
import { t } from '../../texts/telegram.ts';
import { marksOf } from '../entities.ts';
import { attachmentsOf } from './attachments.ts';
import type { Message, User } from './update.ts';

export interface ReadMessage {
  readonly content: Content;
  readonly fetches: readonly Fetch[];
}

/** Reads what somebody sent, for every channel to show; null for what nobody said, such as "a message was pinned". */
export function readMessage(message: Message, language: Language, newId: NewId): ReadMessage | null {
  const { attachments, fetches = [] } = attachmentsOf(message, newId);
  const words = wordsOf(message, language);
  const { place, card } = sharedIn(message);
  if (words === null && attachments === undefined && place === undefined && card === undefined) return null;
  return {
    content: {
      text: '',
      ...words,
      ...(attachments === undefined ? {} : { attachments }),
      ...(place === undefined ? {} : { place }),
      ...(card === undefined ? {} : { card }),
    },
    fetches,
  };
}

/** Reads words with their marks: of a text, under a file, or the best that can be said of what has none. */
export function wordsOf(message: Message, language: Language): Pick<Content, 'text' | 'marks'> | null {
  const { text, entities, caption, caption_entities: captionEntities, sticker, poll, dice, checklist } = message;
  const written = text ?? caption;
  if (written !== undefined && written !== '') {
    const clean = cleanText(written);
    const marks = marksOf(clean, text === undefined ? captionEntities : entities);
    return { text: clean, ...(marks.length === 0 ? {} : { marks }) };
  }
  if (sticker?.emoji !== undefined) return { text: cleanText(sticker.emoji) };
  if (poll !== undefined) return { text: listed(poll.question, poll.options) };
  if (checklist !== undefined) return { text: listed(checklist.title, checklist.tasks) };
  if (dice !== undefined) return { text: `${cleanText(dice.emoji)} ${dice.value}` };
  const { story, game, paid_media: paid, giveaway, invoice } = message;
  return [story, game, paid, giveaway, invoice].some((each) => each !== undefined) ? { text: t(language, 'not-shown') } : null;
}

function listed(title: string, items: readonly { readonly text: string }[]): string {
  return cleanText([title, ...items.map((each) => `• ${each.text}`)].join('\n'));
}

function sharedIn({ location, venue, contact }: Message): Pick<Content, 'place' | 'card'> {
  if (venue !== undefined) {
    const { latitude, longitude } = venue.location;
    return { place: { latitude, longitude, title: cleanText(`${venue.title}, ${venue.address}`) } };
  }
  if (location !== undefined) return { place: { latitude: location.latitude, longitude: location.longitude } };
  if (contact === undefined) return {};
  return { card: { name: cleanText(nameOf(contact)), phone: cleanText(contact.phone_number) } };
}

/** Names a person as they call themselves in Telegram. */
export function nameOf({ first_name: first, last_name: last }: Pick<User, 'first_name' | 'last_name'>): string {
  return [first, last ?? ''].join(' ').trim();
}
