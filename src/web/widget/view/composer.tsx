import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Language } from '../../../domain/language.ts';
import { t } from '../../../texts/widget.ts';
import { sendable, type Upload } from '../state/uploads.ts';
import { AttachButton } from './attach.tsx';
import { Chips } from './chips.tsx';
import { SendIcon } from './icons.tsx';
import { longestText } from './limits.ts';

export interface ComposerProps {
  readonly language: Language;
  readonly placeholder: 'placeholder' | 'placeholderText' | 'placeholderAgain';
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onSend: (text: string) => void;
  /** files in it */
  readonly uploads: readonly Upload[];
  readonly chosen: (key: string) => File | null;
  readonly onAttach: (files: readonly File[]) => void;
  readonly onDetach: (key: string) => void;
  /** more files were given to it than a message takes */
  readonly tooMany: boolean;
}

export function Composer(props: ComposerProps): JSX.Element {
  const { language, placeholder, field, onSend, uploads, chosen, onAttach, onDetach, tooMany } = props;
  const [text, setText] = useState('');
  const over = text.length - longestText;
  const ready = (text.trim() !== '' || sendable(uploads).length > 0) && over <= 0;

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

  function pasted(event: ClipboardEvent): void {
    const data = event.clipboardData;
    // Office programs put a picture of the text beside the text.
    if (data === null || data.files.length === 0 || data.types.includes('text/plain')) return;
    event.preventDefault();
    onAttach([...data.files]);
  }

  function detach(key: string): void {
    onDetach(key);
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
      <Chips uploads={uploads.filter((each) => each.draft)} language={language} chosen={chosen} onRemove={detach} />
      <div class="field">
        <AttachButton language={language} onAttach={onAttach} />
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          enterkeyhint="send"
          aria-label={t(language, 'write')}
          placeholder={t(language, placeholder)}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={keyed}
          onPaste={pasted}
        />
        <button type="submit" class="send" disabled={!ready} aria-label={t(language, 'send')}>
          <SendIcon />
        </button>
      </div>
      {tooMany ? (
        <p class="over" role="alert">
          {t(language, 'tooManyFiles')}
        </p>
      ) : null}
      {over > 0 ? (
        <p class="over" role="alert">
          {t(language, 'tooLong', { over })}
        </p>
      ) : null}
    </form>
  );
}
