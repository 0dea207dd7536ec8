import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { type ContactDetail, recogniseDetail } from '../../../domain/contact-detail.ts';
import type { Language } from '../../../domain/language.ts';
import { t } from '../../../texts/widget.ts';
import type { Chat } from '../chat-interface.ts';
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
export function Offer(props: OfferProps): JSX.Element | null {
  const { language, left, chat } = props.model;
  // Among the questions no text of the desk confirms it.
  if (left !== null && !chat.offer && chat.status === 'asking') {
    return (
      <p class="offer noted" role="status">
        {t(language, 'offerLeft', { value: left.value })}
      </p>
    );
  }
  return chat.offer ? <OfferForm {...props} /> : null;
}

function OfferForm({ chat, model, now, onDone }: OfferProps): JSX.Element {
  const { language } = model;
  const { desk } = model.chat;
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<Trouble>(null);
  const [busy, setBusy] = useState(false);
  const field = useId();

  async function answer(detail: ContactDetail | null): Promise<void> {
    setBusy(true);
    const isThrough = await chat.leaveContact(detail);
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

  function type(typed: string): void {
    setText(typed);
    setTrouble(null);
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
        <Detail id={field} language={language} text={text} trouble={trouble} type={type} />
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

interface DetailProps {
  readonly id: string;
  readonly language: Language;
  readonly text: string;
  readonly trouble: Trouble;
  readonly type: (text: string) => void;
}

function Detail({ id, language, text, trouble, type }: DetailProps): JSX.Element {
  return (
    <input
      id={id}
      type="text"
      maxLength={254}
      autocomplete="email"
      autocapitalize="none"
      spellcheck={false}
      value={text}
      placeholder={t(language, 'offerField')}
      aria-invalid={trouble === 'offerUnknown'}
      aria-describedby={trouble === null ? undefined : `${id} trouble`}
      onInput={(event) => type(event.currentTarget.value)}
    />
  );
}
