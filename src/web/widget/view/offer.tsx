import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { recogniseDetail } from '../../../domain/contact-detail.ts';
import { t } from '../../../texts/widget.ts';
import type { Chat } from '../chat-face.ts';
import type { Model } from '../state/model.ts';
import { openingOf } from './standard.ts';

export interface OfferProps {
  readonly chat: Chat;
  readonly model: Model;
  readonly now: () => number;
  /** the form is about to go, with the focus in it */
  readonly onDone: () => void;
}

type Trouble = 'offerUnknown' | 'offerLost' | null;

/** Offers, and never asks for, another way to be reached (R31): one field that takes whichever the client types. */
export function Offer({ chat, model, now, onDone }: OfferProps): JSX.Element | null {
  const { language, left } = model;
  const { offer, desk, status } = model.chat;
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<Trouble>(null);
  const [busy, setBusy] = useState(false);
  const field = useId();
  // Among the questions no text of the desk confirms it.
  if (left !== null && !offer && status === 'asking') {
    return (
      <p class="offer noted" role="status">
        {t(language, 'offerLeft', { value: left.value })}
      </p>
    );
  }
  if (!offer) return null;

  async function answer(detail: Parameters<Chat['leave']>[0]): Promise<void> {
    setBusy(true);
    const isThrough = await chat.leave(detail);
    setBusy(false);
    if (isThrough) onDone();
    else setTrouble('offerLost');
  }

  function submit(event: Event): void {
    event.preventDefault();
    const detail = recogniseDetail(text);
    if (detail === null) setTrouble('offerUnknown');
    else void answer(detail);
  }

  return (
    <form class="offer" noValidate onSubmit={submit}>
      <div class="line">
        <label for={field}>
          {desk.openNow ? null : <span>{openingOf(desk, now(), language)}. </span>}
          {t(language, 'offer')}
        </label>
        <button type="button" class="skip" disabled={busy} onClick={() => void answer(null)}>
          {t(language, 'offerSkip')}
        </button>
      </div>
      <div class="line">
        <input
          id={field}
          type="text"
          maxLength={254}
          autocomplete="email"
          autocapitalize="none"
          spellcheck={false}
          value={text}
          placeholder={t(language, 'offerField')}
          aria-invalid={trouble === 'offerUnknown'}
          aria-describedby={trouble === null ? undefined : `${field} trouble`}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setTrouble(null);
          }}
        />
        <button type="submit" class="leave" disabled={busy || text.trim() === ''}>
          {t(language, 'offerSend')}
        </button>
      </div>
      {trouble === null ? null : (
        <p class="trouble" role="alert" id={`${field} trouble`}>
          {t(language, trouble)}
        </p>
      )}
    </form>
  );
}
