import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { maxTextLength } from '../../../domain/content.ts';
import type { Language } from '../../../domain/language.ts';
import { t } from '../../../texts/widget.ts';
import { pastedFiles } from '../../kit/pasted.ts';
import { sendable, type Upload } from '../state/uploads.ts';
import { AttachButton } from './attach.tsx';
import { Chips } from './chips.tsx';
import { SendIcon } from './icons.tsx';

export interface ComposerProps {
  readonly language: Language;
  readonly placeholder: 'placeholder' | 'placeholderText' | 'placeholderAgain';
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** what was typed before the page was loaded anew */
  readonly draft: () => string;
  readonly onType: (text: string) => void;
  readonly onSend: (text: string) => void;
  /** files in it */
  readonly uploads: readonly Upload[];
  readonly chosen: (key: string) => File | null;
  readonly onAttach: (files: readonly File[]) => void;
  readonly onDetach: (key: string) => void;
  readonly onAgain: (key: string) => void;
  /** more files were given to it than a message takes */
  readonly tooMany: boolean;
}

export function Composer(props: ComposerProps): JSX.Element {
  const { language, field, onSend, uploads, chosen, onDetach, tooMany } = props;
  const [text, setText] = useState(props.draft);
  const over = text.length - maxTextLength;
  const ready = (text.trim() !== '' || sendable(uploads).length > 0) && over <= 0;

  function type(typed: string): void {
    setText(typed);
    props.onType(typed);
  }

  function send(): void {
    if (!ready) return;
    onSend(text);
    type('');
    field.current?.focus();
  }

  function detach(key: string): void {
    onDetach(key);
    field.current?.focus();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Chips uploads={uploads.filter((each) => each.draft)} language={language} chosen={chosen} onRemove={detach} onAgain={props.onAgain} />
      <Line {...props} text={text} type={type} ready={ready} send={send} />
      {tooMany ? <Over>{t(language, 'tooManyFiles')}</Over> : null}
      {over > 0 ? <Over>{t(language, 'tooLong', { over })}</Over> : null}
    </form>
  );
}

function Over({ children }: { readonly children: string }): JSX.Element {
  return (
    <p class="over" role="alert">
      {children}
    </p>
  );
}

interface LineProps extends ComposerProps {
  readonly text: string;
  readonly type: (text: string) => void;
  readonly ready: boolean;
  readonly send: () => void;
}

/** Shows the field, which grows with what is written in it, between its buttons. */
function Line({ language, placeholder, field, onAttach, text, type, ready, send }: LineProps): JSX.Element {
  useLayoutEffect(() => {
    const area = field.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [field, text]);

  function pasted(event: ClipboardEvent): void {
    const files = pastedFiles(event);
    if (files.length === 0) return;
    event.preventDefault();
    onAttach(files);
  }

  function keyed(event: KeyboardEvent): void {
    // 229: some input methods end a composition with an Enter that is not marked as part of it.
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  }

  return (
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
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={keyed}
        onPaste={pasted}
      />
      <button type="submit" class="send" disabled={!ready} aria-label={t(language, 'send')}>
        <SendIcon />
      </button>
    </div>
  );
}
