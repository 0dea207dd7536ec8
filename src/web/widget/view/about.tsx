import type { JSX } from 'preact';
import { t } from '../../../texts/widget.ts';
import type { Chat } from '../chat-interface.ts';
import type { Model } from '../state/model.ts';
import { CloseIcon } from './icons.tsx';

interface AboutProps {
  readonly chat: Pick<Chat, 'quote' | 'tapTopic'>;
  readonly model: Model;
  /** a button that had the focus is about to go */
  readonly onDone: () => void;
}

/** Shows, over the composer, what the next message answers. */
export function Quoting({ chat, model: { quoting, thread, language }, onDone }: AboutProps): JSX.Element | null {
  const quoted = thread.messages.find((each) => each.seq === quoting);
  if (quoted === undefined || quoted.deleted) return null;
  const words = quoted.text === '' ? (quoted.files ?? []).map((each) => each.name).join(', ') : quoted.text;

  function take(): void {
    chat.quote(null);
    onDone();
  }

  return (
    <div class="quoting">
      <p dir="auto">
        <span class="unseen">{t(language, 'quoting')} </span>
        {words}
      </p>
      <button type="button" aria-label={t(language, 'quoting.none')} onClick={take}>
        <CloseIcon />
      </button>
    </div>
  );
}

/** Offers whom the company knows to say what they write about: any time, and quietly. */
export function Menu({ chat, model: { chat: state, language }, onDone }: AboutProps): JSX.Element | null {
  if (state.menu.length === 0) return null;
  return (
    <div class="menu" role="group" aria-label={t(language, 'menu')}>
      {state.menu.map(({ topic, label }) => (
        <button
          type="button"
          key={topic}
          onClick={() => {
            chat.tapTopic(topic, label);
            onDone();
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
