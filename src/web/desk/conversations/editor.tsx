import type { JSX, RefObject, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { maxFilesPerMessage, maxTextLength } from '../../../domain/content.ts';
import { pastedFiles } from '../../kit/pasted.ts';
import { useDrop } from '../../kit/use-drop.ts';
import { composerKey } from '../frame/keys.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { Trouble } from '../kit/trouble.tsx';
import type { Translate } from '../kit/words.ts';
import type { Mode } from './drafts.ts';
import { EditorFoot } from './editor-foot.tsx';
import { Quote } from './quote.tsx';
import { SnippetPicker } from './snippet-picker.tsx';
import { UploadList } from './upload-list.tsx';
import { editorKey, type Refused } from './uploads.ts';

export interface EditorProps {
  readonly id: string;
  readonly mode: Mode;
  readonly allowed: boolean;
}

/** Takes what one writes: words, files by button, paste or drop, ready sentences by a slash. */
export function Editor(props: EditorProps): JSX.Element {
  const { t } = usePage();
  const { id, mode } = props;
  const writing = useWriting(props);
  const { uploads, refused, attach, readiness } = writing;
  const [picking, setPicking] = useState(false);
  const { isOver, ...drop } = useDrop(true, attach);
  return (
    <form
      class={`editor ${isOver ? 'editor-over' : ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        writing.send();
      }}
      onPaste={(event) => {
        const files = pastedFiles(event);
        if (files.length === 0) return;
        event.preventDefault();
        attach(files);
      }}
      {...drop}
    >
      {picking ? <Picker id={id} writing={writing} close={() => setPicking(false)} /> : null}
      <Quoting />
      <Field {...props} writing={writing} isOver={isOver} pick={() => setPicking(true)} />
      <UploadList editor={editorKey(id, mode)} uploads={uploads} />
      <Trouble problem={refused.length === 0 ? null : refused.map((each) => refusedWords(t, each)).join(' ')} name="files-refused" />
      <EditorFoot mode={mode} {...readiness} attach={attach} pick={() => setPicking(true)} />
    </form>
  );
}

type Writing = ReturnType<typeof useWriting>;

/** Holds what is being written, and sends it. */
function useWriting({ id, mode, allowed }: EditorProps) {
  const { state, desk, dispatch } = usePage();
  const { quote } = state.composer;
  const { text, keep, field } = useDraft(id, mode);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const editor = editorKey(id, mode);
  const uploads = state.uploads[editor] ?? [];
  const stored = uploads.flatMap((each) => (each.stored === null ? [] : [each.stored]));
  const tooLong = text.length - maxTextLength;
  const waits = uploads.some((each) => each.state === 'sending');
  const leavesOut = uploads.some((each) => each.state === 'failed');
  const ready = allowed && (text.trim() !== '' || stored.length > 0) && tooLong <= 0 && !waits;

  function attach(files: readonly File[]): void {
    if (files.length > 0) setRefused(desk.attach(editor, files));
  }

  function send(): void {
    if (!ready) return;
    const files = stored.map(({ id: file, name, mediaType, size }) => ({ id: file, name, mediaType, size }));
    desk.write(id, mode, text, files, quote);
    if (quote !== null) dispatch({ type: 'quote', seq: null });
    // What failed stays, with its reason: words and other files never wait for it.
    for (const each of uploads) if (each.stored !== null) desk.withdraw(editor, each.key);
    setRefused([]);
    keep('');
    field.current?.focus();
  }

  return { text, keep, field, uploads, refused, attach, send, readiness: { ready, tooLong, waits, leavesOut } };
}

/** Shows what the message will quote, with a button to let it go. */
function Quoting(): JSX.Element | null {
  const { state, t, dispatch } = usePage();
  const { quote } = state.composer;
  if (quote === null) return null;
  return (
    <div class="quoting" data-testid="quoting">
      <Quote message={{ quote }} labelled />
      <button type="button" class="icon-button" aria-label={t('composer.no-quote')} onClick={() => dispatch({ type: 'quote', seq: null })}>
        <Icon name="close" />
      </button>
    </div>
  );
}

interface Draft {
  readonly text: string;
  readonly keep: (typed: string) => void;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** Keeps what was typed in the browser; the field takes the focus whenever the composer should. */
function useDraft(id: string, mode: Mode): Draft {
  const { state, drafts } = usePage();
  const [text, setText] = useState(() => drafts.read(id, mode));
  const field = useRef<HTMLTextAreaElement>(null);
  const { turn } = state.composer;
  // before the next key can come, or a fast typist's first letters would be commands
  useLayoutEffect(() => {
    if (turn === 0) return;
    setText(drafts.read(id, mode));
    field.current?.focus();
  }, [turn, drafts, id, mode]);

  function keep(typed: string): void {
    setText(typed);
    drafts.write(id, mode, typed);
  }

  return { text, keep, field };
}

interface FieldProps extends EditorProps {
  readonly writing: Writing;
  readonly isOver: boolean;
  readonly pick: () => void;
}

function Field({ id, mode, allowed, writing: { text, keep, field, send }, isOver, pick }: FieldProps): JSX.Element {
  const { t, desk } = usePage();
  const pressed = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    const isSlash = event.key === '/' || (event.code === 'Slash' && !event.shiftKey && event.key === '.');
    if (isSlash && mode === 'reply' && text === '' && !event.isComposing) {
      event.preventDefault();
      pick();
      return;
    }
    const key = composerKey(event, matchMedia('(pointer: coarse)').matches);
    if (key === 'leave') event.currentTarget.blur();
    if (key !== 'send') return;
    event.preventDefault();
    send();
  };
  return (
    <textarea
      ref={field}
      rows={2}
      dir="auto"
      value={text}
      aria-label={t(`composer.${mode}.label`)}
      placeholder={isOver ? t('files.drop') : t(`composer.${mode}.placeholder`)}
      data-testid="composer-text"
      onInput={(event) => {
        keep(event.currentTarget.value);
        if (mode === 'reply' && allowed) desk.typing(id);
      }}
      onKeyDown={pressed}
    />
  );
}

interface PickerProps {
  readonly id: string;
  readonly writing: Writing;
  readonly close: () => void;
}

function Picker({ id, writing: { text, keep, field }, close }: PickerProps): JSX.Element {
  const toField = (): void => {
    close();
    field.current?.focus();
  };
  const pick = (words: string): void => {
    keep(text === '' ? words : `${text}\n${words}`);
    toField();
  };
  return <SnippetPicker conversation={id} pick={pick} close={toField} />;
}

const refusedWords = (t: Translate, refused: Refused): string =>
  refused.type === 'too-many' ? t('files.too-many', { limit: maxFilesPerMessage }) : t(`files.${refused.type}`, { name: refused.name });
