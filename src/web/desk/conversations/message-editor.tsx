import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Mark, maxTextLength } from '../../../domain/content.ts';
import { typedFromMarks } from '../../../domain/typed-back.ts';
import type { DeskMessage } from '../../../http/desk/conversations/message.ts';
import { composerKey } from '../frame/keys.ts';
import { usePage } from '../frame/page.ts';
import { Form, SubmitButton, useForm } from '../kit/form.tsx';
import { Trouble } from '../kit/trouble.tsx';

/** Lets one change a message of one's own where it stands, with the signs that make its looks. What was typed stays until it is saved. */
export function MessageEditor({ message, close }: { readonly message: DeskMessage; readonly close: () => void }): JSX.Element {
  const { t, api, desk, newKey } = usePage();
  const before = typedFromMarks({ text: message.text, marks: (message.marks ?? []) as readonly Mark[] });
  const form = useForm({
    values: { text: before },
    async send({ text }) {
      if (text === before) {
        close();
        return null;
      }
      const params = { id: message.conversation, seq: message.seq };
      const answer = await api('POST /conversations/:id/messages/:seq/edit', { params, body: { key: newKey(), text } });
      desk.refreshThread('now');
      if (answer.ok) close();
      return answer;
    },
  });
  const { text } = form.values;
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(before.length, before.length);
  }, []);
  const can = text.trim() !== '' && text.length <= maxTextLength;
  return (
    <Form form={form} class="message-editor">
      <textarea
        ref={field}
        class="input"
        rows={Math.min(8, text.split('\n').length + 1)}
        dir="auto"
        value={text}
        aria-label={t('message.edit.label')}
        data-testid="message-editor"
        onInput={(event) => form.set('text')(event.currentTarget.value)}
        onKeyDown={(event) => {
          const key = composerKey(event, matchMedia('(pointer: coarse)').matches);
          if (key !== 'send' && key !== 'leave') return;
          event.preventDefault();
          if (key === 'leave') close();
          else if (can) void form.submit();
        }}
      />
      <Trouble problem={form.trouble} name="message-trouble" />
      <p class="row-actions">
        <SubmitButton form={form} words={t(form.busy ? 'message.edit.saving' : 'message.edit.save')} name="message-save" can={can} />
        <button type="button" class="button quiet" onClick={close}>
          {t('action.cancel')}
        </button>
        <span class="muted">{t('message.edit.hint')}</span>
      </p>
    </Form>
  );
}
