import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { maxFilesPerMessage, maxTextLength } from '../../../domain/content.ts';
import { composerKey } from '../frame/keys.ts';
import { usePage } from '../frame/page.ts';
import { Trouble } from '../kit/trouble.tsx';
import type { Translate } from '../kit/words.ts';
import type { Mode } from './drafts.ts';
import { EditorFoot } from './editor-foot.tsx';
import { SnippetPicker } from './snippet-picker.tsx';
import { UploadList } from './upload-list.tsx';
import { editorKey, type Refused } from './uploads.ts';

export interface EditorProps {
  readonly id: string;
  readonly mode: Mode;
  readonly allowed: boolean;
}

/** Where one writes: words, files by button, paste or drop, ready sentences by a slash. */
export function Editor({ id, mode, allowed }: EditorProps): JSX.Element {
  const { state, t, desk, drafts } = usePage();
  const [text, setText] = useState(() => drafts.read(id, mode));
  const [picking, setPicking] = useState(false);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const field = useRef<HTMLTextAreaElement>(null);
  const editor = editorKey(id, mode);
  const uploads = state.uploads[editor] ?? [];
  const { turn } = state.composer;
  // before the next key can come, or a fast typist's first letters would be commands
  useLayoutEffect(() => {
    if (turn === 0) return;
    setText(drafts.read(id, mode));
    field.current?.focus();
  }, [turn, drafts, id, mode]);

  const keep = (typed: string): void => {
    setText(typed);
    drafts.write(id, mode, typed);
  };
  const attach = (files: readonly File[]): void => {
    if (files.length > 0) setRefused(desk.attach(editor, files));
  };
  const tooLong = text.length - maxTextLength;
  const stored = uploads.flatMap((each) => (each.stored === null ? [] : [each.stored]));
  const waits = uploads.length > stored.length;
  const ready = allowed && (text.trim() !== '' || stored.length > 0) && tooLong <= 0 && !waits;
  const send = (): void => {
    if (!ready) return;
    const files = stored.map(({ id: file, name, mediaType, size }) => ({ id: file, name, mediaType, size }));
    desk.write(id, mode, text, files);
    for (const each of uploads) desk.withdraw(editor, each.key);
    setRefused([]);
    keep('');
    field.current?.focus();
  };
  const pressed = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    const isSlash = event.key === '/' || (event.code === 'Slash' && !event.shiftKey && event.key === '.');
    if (isSlash && mode === 'reply' && text === '' && !event.isComposing) {
      event.preventDefault();
      setPicking(true);
      return;
    }
    const key = composerKey(event, matchMedia('(pointer: coarse)').matches);
    if (key === 'leave') event.currentTarget.blur();
    if (key !== 'send') return;
    event.preventDefault();
    send();
  };
  return (
    <form
      class={`editor ${over ? 'editor-over' : ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={(event) => {
        if (event.dataTransfer?.types.includes('Files') !== true) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (event.dataTransfer === null || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        attach([...event.dataTransfer.files]);
      }}
      onPaste={(event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        attach(files);
      }}
    >
      {picking ? (
        <SnippetPicker
          conversation={id}
          pick={(words) => {
            keep(text === '' ? words : `${text}\n${words}`);
            setPicking(false);
            field.current?.focus();
          }}
          close={() => {
            setPicking(false);
            field.current?.focus();
          }}
        />
      ) : null}
      <textarea
        ref={field}
        rows={2}
        dir="auto"
        value={text}
        aria-label={t(`composer.${mode}.label`)}
        placeholder={over ? t('files.drop') : t(`composer.${mode}.placeholder`)}
        data-testid="composer-text"
        onInput={(event) => {
          keep(event.currentTarget.value);
          if (mode === 'reply' && allowed) desk.typing(id);
        }}
        onKeyDown={pressed}
      />
      <UploadList editor={editor} uploads={uploads} />
      <Trouble problem={refused.length === 0 ? null : refused.map((each) => refusedWords(t, each)).join(' ')} name="files-refused" />
      <EditorFoot mode={mode} ready={ready} tooLong={tooLong} waits={waits} attach={attach} pick={() => setPicking(true)} />
    </form>
  );
}

const refusedWords = (t: Translate, refused: Refused): string =>
  refused.type === 'too-many' ? t('files.too-many', { limit: maxFilesPerMessage }) : t(`files.${refused.type}`, { name: refused.name });
