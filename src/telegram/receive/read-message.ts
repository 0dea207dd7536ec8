import { type Content, cleanText } from '../../domain/content.ts';
import type { NewId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { cleanName } from '../../domain/person-name.ts';
import type { Fetch } from '../../engine/submissions/submission.ts';
import { t } from '../../texts/telegram.ts';
import { attachmentsOf } from './attachments.ts';
import { kindsOf } from './kinds.ts';
import { excerptIn, forwardedIn, nameOf } from './origin.ts';
import type { Message } from './update.ts';
import { type Words, wordsOf } from './words.ts';

export interface ReadMessage {
  readonly content: Content;
  readonly fetches: readonly Fetch[];
  /** nothing of it could be read: the client is told */
  readonly isUnshown: boolean;
}

/** Reads what somebody sent, for every channel to show; null for what nobody said, such as "a message was pinned". */
export function readMessage(message: Message, language: Language, newId: NewId): ReadMessage | null {
  const kinds = kindsOf(message);
  if (kinds.length === 0) return null;
  const { attachments, fetches = [] } = attachmentsOf(message, newId);
  const shared = sharedIn(message);
  const words = wordsOf(message, language);
  const isUnshown = words === null && attachments === undefined && shared.place === undefined && shared.card === undefined;
  const forwarded = forwardedIn(message);
  const excerpt = excerptIn(message, language);
  return {
    content: {
      ...(words ?? { text: isUnshown ? t(language, 'not-shown') : '' }),
      ...(attachments === undefined ? {} : { attachments: attachments.map((each) => withItem(each, message, words)) }),
      ...shared,
      ...(forwarded === null ? {} : { forwarded }),
      ...(excerpt === null ? {} : { excerpt }),
    },
    fetches,
    isUnshown,
  };
}

/** An album's files keep which of its messages they are, and the words that stand under each. */
function withItem<File>(file: File, { media_group_id: album, message_id: id, edit_date: at }: Message, words: Words | null): File {
  const edited = at === undefined ? {} : { editedAt: at * 1000 };
  return album === undefined ? file : { ...file, item: { id: String(id), ...(words ?? { text: '' }), ...edited } };
}

function sharedIn({ location, venue, contact }: Message): Pick<Content, 'place' | 'card'> {
  if (venue !== undefined) {
    const { latitude, longitude } = venue.location;
    return { place: { latitude, longitude, title: cleanText(`${venue.title}, ${venue.address}`) } };
  }
  if (location !== undefined) return { place: { latitude: location.latitude, longitude: location.longitude } };
  if (contact === undefined) return {};
  return { card: { name: cleanName(nameOf(contact)), phone: cleanText(contact.phone_number) } };
}
