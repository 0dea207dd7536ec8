import type { ComponentChildren, JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { usePage } from '../frame/page.ts';
import { Dialog } from './dialog.tsx';
import { Trouble } from './trouble.tsx';

export interface DialogFormProps {
  /** on the button that does it; `name` is its hook, `can`: whether it may be pressed */
  readonly submit: { readonly words: string; readonly name: string; readonly can?: boolean };
  /** in words, with its hook */
  readonly trouble: { readonly words: string | null; readonly name?: string };
  readonly send: () => Promise<void> | void;
  /** none where there is another way out, such as a second deed */
  readonly close?: () => void;
  /** other deeds, at the beginning of the row of buttons */
  readonly others?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The inside of a dialog that asks: fields, what is wrong, and the way out; nothing is sent twice while it is under way. */
export function DialogForm({ submit, trouble, send, close, others, children }: DialogFormProps): JSX.Element {
  const { t } = usePage();
  const underWay = useRef(false);
  const [busy, setBusy] = useState(false);
  const tried = async (): Promise<void> => {
    if (underWay.current || submit.can === false) return;
    underWay.current = true;
    setBusy(true);
    try {
      await send();
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };
  return (
    <form
      class="dialog-body"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void tried();
      }}
    >
      {children}
      <Trouble problem={trouble.words} {...(trouble.name === undefined ? {} : { name: trouble.name })} />
      <footer class="dialog-footer">
        {others}
        {close === undefined ? null : (
          <button type="button" class="button" onClick={close}>
            {t('action.cancel')}
          </button>
        )}
        <button type="submit" class="button primary" data-testid={submit.name} disabled={busy || submit.can === false}>
          {submit.words}
        </button>
      </footer>
    </form>
  );
}

export interface FormDialogProps extends DialogFormProps {
  readonly title: string;
  readonly name: string;
  readonly close: () => void;
}

export function FormDialog({ title, name, ...form }: FormDialogProps): JSX.Element {
  return (
    <Dialog title={title} name={name} close={form.close}>
      <DialogForm {...form} />
    </Dialog>
  );
}
