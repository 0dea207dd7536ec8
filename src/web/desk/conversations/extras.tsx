import type { JSX } from 'preact';
import type { DeskMessage } from '../../../http/desk/conversations/message.ts';
import { mapHref } from '../../kit/hrefs.ts';
import { usePage } from '../frame/page.ts';

/** Shows what a message holds besides words and files. */
export function Extras({ message }: { readonly message: DeskMessage }): JSX.Element {
  const { t } = usePage();
  const { place, card, reactions = [], rate } = message;
  const emoji = reactions.map((each) => each.emoji).join(' ');
  return (
    <>
      {place === undefined ? null : (
        <p>
          <a href={mapHref(place)} target="_blank" rel="noopener noreferrer nofollow">
            {place.title ?? t('message.place')}
          </a>
        </p>
      )}
      {card === undefined ? null : (
        <p dir="auto">
          {card.name}, {card.phone}
        </p>
      )}
      {emoji === '' ? null : (
        <p class="muted" role="img" aria-label={t('message.reactions', { emoji })}>
          {emoji}
        </p>
      )}
      {rate?.score == null ? null : <p class="muted">{t('message.rated', { score: rate.score })}</p>}
    </>
  );
}
