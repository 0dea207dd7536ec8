import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Language } from '../../../domain/language.ts';
import { t } from '../../../texts/widget.ts';
import { mapHref, phoneHref } from '../../kit/hrefs.ts';
import type { Chat } from '../chat-interface.ts';
import type { Extra } from '../state/extra.ts';

export interface ExtraProps {
  readonly extra: Extra;
  readonly language: Language;
  readonly chat: Pick<Chat, 'rate' | 'sayNotMoney'>;
}

/** Shows the first words of what a message answers. */
export function Quoted({ quote }: { readonly quote: string }): JSX.Element {
  return (
    <blockquote class="quoted" dir="auto">
      {quote}
    </blockquote>
  );
}

/** Says that these are somebody else's words, and whose. */
export function ForwardedFrom({ name, language }: { readonly name: string; readonly language: Language }): JSX.Element {
  return (
    <div class="forwarded" dir="auto">
      ↪ {name === '' ? t(language, 'forwarded.nameless') : t(language, 'forwarded', { name })}
    </div>
  );
}

/** Shows what a message holds besides words and files. */
export function Extras({ extra: { place, card, reactions, rate, notMoney }, language, chat }: ExtraProps): JSX.Element {
  return (
    <>
      {place === undefined ? null : (
        <a class="file" href={mapHref(place)} target="_blank" rel="noopener noreferrer nofollow">
          {place.title ?? t(language, 'place')}
        </a>
      )}
      {card === undefined ? null : (
        <a class="file" href={phoneHref(card.phone)}>
          {card.name}, {card.phone}
        </a>
      )}
      {reactions === undefined ? null : (
        <p class="reactions" role="img" aria-label={t(language, 'reactions', { emoji: reactions.map((each) => each.emoji).join(' ') })}>
          {reactions.map((each) => each.emoji).join(' ')}
        </p>
      )}
      {notMoney === undefined ? null : <NotMoney conversation={notMoney.conversation} language={language} chat={chat} />}
      {rate === undefined ? null : <Rate rate={rate} language={language} chat={chat} />}
    </>
  );
}

interface NotMoneyProps extends Omit<ExtraProps, 'extra'> {
  readonly conversation: string;
}

/** What went to finance because of who wrote it is one tap away from their specialist. */
function NotMoney({ conversation, language, chat }: NotMoneyProps): JSX.Element | null {
  const [said, setSaid] = useState<'no' | 'said' | 'lost'>('no');
  if (said === 'said') return null;
  return (
    <div class="choices">
      <button type="button" onClick={async () => setSaid((await chat.sayNotMoney(conversation)) ? 'said' : 'lost')}>
        {t(language, 'not-money')}
      </button>
      <span role="status" class="trouble">
        {said === 'lost' ? t(language, 'rate.lost') : ''}
      </span>
    </div>
  );
}

const scores = [1, 2, 3, 4, 5] as const;

function Rate({ rate, language, chat }: Omit<ExtraProps, 'extra'> & { readonly rate: NonNullable<Extra['rate']> }): JSX.Element {
  const [chosen, setChosen] = useState(rate.score);
  const [isLost, setIsLost] = useState(false);

  async function choose(score: number): Promise<void> {
    const before = chosen;
    setChosen(score);
    const isThrough = await chat.rate(rate.conversation, score);
    setIsLost(!isThrough);
    if (!isThrough) setChosen(before);
  }

  return (
    <div class="choices rate" role="group" aria-label={t(language, 'rate')}>
      {scores.map((score) => (
        <button
          type="button"
          key={score}
          aria-pressed={chosen === score}
          aria-label={t(language, 'rate.score', { score })}
          onClick={() => void choose(score)}
        >
          {score}
        </button>
      ))}
      <span role="status" class={isLost ? 'trouble' : 'unseen'}>
        {isLost ? t(language, 'rate.lost') : chosen === null ? '' : t(language, 'rate.thanks')}
      </span>
    </div>
  );
}
