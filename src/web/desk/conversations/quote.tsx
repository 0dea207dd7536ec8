import type { JSX } from 'preact';
import type { DeskMessage } from '../../../http/desk/conversations/message.ts';
import { usePage } from '../frame/page.ts';
import { threadOf } from '../state.ts';

const shownOfQuote = 160;

/** Shows what a message answers: the first words of it, if that has been read. */
export function Quote({ message }: { readonly message: DeskMessage }): JSX.Element | null {
  const { state, t } = usePage();
  const { conversation } = state.address;
  if (message.quote === undefined || conversation === null) return null;
  const answered = threadOf(state, conversation).messages.find((each) => each.seq === message.quote);
  if (answered === undefined) return null;
  const words = answered.deleted
    ? t('message.deleted')
    : answered.text || (answered.files ?? []).map((each) => each.name).join(', ') || (answered.place?.title ?? answered.card?.name ?? '');
  if (words === '') return null;
  return (
    <blockquote class="quoted ellipsis" dir="auto">
      <span class="visually-hidden">{t('message.quoted')}: </span>
      {words.slice(0, shownOfQuote)}
    </blockquote>
  );
}
