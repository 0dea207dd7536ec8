import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Mark } from '../../../domain/content.ts';
import { maxTextLength } from '../../../domain/content.ts';
import { typedFromMarks } from '../../../domain/typed-back.ts';
import type { DeskMessage } from '../../../http/desk/conversations/message.ts';
import { composerKey } from '../frame/keys.ts';
import { usePage } from '../frame/page.ts';
import { wordsFor } from '../kit/problem.ts';
import { Trouble } from '../kit/trouble.tsx';

/** A message of one's own, to be changed where it stands, with the signs that make its looks. What was typed stays until it is saved. */
export function MessageEditor({ message, close }: { readonly message: DeskMessage; readonly close: () => void }): JSX.Element {
  const { t, api, desk, newKey } = usePage();
  const before = typedFromMarks({ text: message.text, marks: (message.marks ?? []) as readonly Mark[] });
  const [text, setText] = useState(before);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(before.length, before.length);
  }, []);
  const ready = text.trim() !== '' && text.length <= maxTextLength && !busy;
  const save = async (): Promise<void> => {
    if (!ready) return;
    if (text === before) return close();
    setBusy(true);
    const answer = desk.noteAnswer(await api.editMessage(message.conversation, message.seq, { key: newKey(), text }));
    setBusy(false);
    desk.refreshThread('now');
    if (answer.ok) close();
    else setTrouble(wordsFor(t, answer.problem));
  };
  return (
    <form
      class="message-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        ref={field}
        class="input"
        rows={Math.min(8, text.split('\n').length + 1)}
        dir="auto"
        value={text}
        aria-label={t('message.edit.label')}
        data-testid="message-editor"
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          const key = composerKey(event, matchMedia('(pointer: coarse)').matches);
          if (key !== 'send' && key !== 'leave') return;
          event.preventDefault();
          if (key === 'send') void save();
          else close();
        }}
      />
      <Trouble problem={trouble} name="message-trouble" />
      <p class="row-actions">
        <button type="submit" class="button primary" data-testid="message-save" disabled={!ready}>
          {t(busy ? 'message.edit.saving' : 'message.edit.save')}
        </button>
        <button type="button" class="button quiet" onClick={close}>
          {t('action.cancel')}
        </button>
        <span class="muted">{t('message.edit.hint')}</span>
      </p>
    </form>
  );
}
