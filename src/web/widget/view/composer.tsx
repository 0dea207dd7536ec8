import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Language } from '../../../domain/language.ts';
import { say } from '../../../texts/widget.ts';
import { SendIcon } from './icons.tsx';
import { longestText } from './limits.ts';

export interface ComposerProps {
  readonly language: Language;
  readonly placeholder: 'placeholder' | 'placeholderText' | 'placeholderAgain';
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onSend: (text: string) => void;
}

export function Composer({ language, placeholder, field, onSend }: ComposerProps): JSX.Element {
  const [text, setText] = useState('');
  const over = text.length - longestText;
  const ready = text.trim() !== '' && over <= 0;

  useLayoutEffect(() => {
    const area = field.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [field, text]);

  function send(): void {
    if (!ready) return;
    onSend(text);
    setText('');
    field.current?.focus();
  }

  function keyed(event: KeyboardEvent): void {
    // 229: some input methods end a composition with an Enter that is not marked as part of it.
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="field">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          enterkeyhint="send"
          aria-label={say(language, 'write')}
          placeholder={say(language, placeholder)}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={keyed}
        />
        <button type="submit" class="send" disabled={!ready} aria-label={say(language, 'send')}>
          <SendIcon />
        </button>
      </div>
      {over > 0 ? (
        <p class="over" role="alert">
          {say(language, 'tooLong', { over })}
        </p>
      ) : null}
    </form>
  );
}
