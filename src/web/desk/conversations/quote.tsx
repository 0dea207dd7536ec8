import type { JSX } from 'preact';
import type { DeskMessage } from '../../../http/desk/conversations/message.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { threadOf } from '../state.ts';

const shownOfQuote = 160;

interface QuoteProps {
  readonly message: Pick<DeskMessage, 'quote' | 'excerpt'>;
  /** says to the eye, too, that it is answered: where no answer stands under it yet */
  readonly labelled?: boolean;
}

/** Shows what a message answers: the words chosen of it, or of what stands elsewhere, else the first words of it, if that has been read. */
export function Quote({ message, labelled = false }: QuoteProps): JSX.Element | null {
  const { t } = usePage();
  const quoted = useQuotedWords(message);
  const words = message.excerpt?.text || (quoted ?? '');
  const name = message.excerpt?.name;
  if (words === '' && name === undefined) return null;
  return (
    <blockquote class="quoted ellipsis" dir="auto">
      <span class={labelled ? 'quoted-label' : 'visually-hidden'}>{t('message.quoted')}: </span>
      {name === undefined ? null : <strong>{name} </strong>}
      {words.slice(0, shownOfQuote)}
    </blockquote>
  );
}

/** The first words of the message it answers; null where that has not been read. */
function useQuotedWords(message: Pick<DeskMessage, 'quote'>): string | null {
  const { state, t } = usePage();
  const { conversation } = state.address;
  if (message.quote === undefined || conversation === null) return null;
  const answered = threadOf(state, conversation).messages.find((each) => each.seq === message.quote);
  if (answered === undefined) return null;
  if (answered.deleted) return t('message.deleted');
  return (
    answered.text || (answered.files ?? []).map((each) => each.name).join(', ') || (answered.place?.title ?? answered.card?.name ?? '')
  );
}

/** Says that this was said by or to somebody else, whom a join that was undone had taken for the client. */
export function Withheld({ message: { withheld, author } }: { readonly message: DeskMessage }): JSX.Element | null {
  const { t } = usePage();
  if (withheld === undefined) return null;
  return (
    <p class="muted withheld">
      <Icon name="lock" /> {t(author === 'client' ? 'message.withheld.client' : 'message.withheld.specialist')}
    </p>
  );
}

/** Says that these are somebody else's words, and whose. */
export function ForwardedFrom({ message: { forwarded } }: { readonly message: DeskMessage }): JSX.Element | null {
  const { t } = usePage();
  if (forwarded === undefined) return null;
  const words = forwarded.name === '' ? t('message.forwarded.nameless') : t('message.forwarded', { name: forwarded.name });
  return (
    <p class="muted forwarded" dir="auto">
      ↪ {words}
    </p>
  );
}
