import type { ComponentChildren, JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { Dialog } from './dialog.tsx';
import { Form, SubmitButton, type SubmitProps, type Submittable } from './form.tsx';
import { Trouble } from './trouble.tsx';

export interface DialogFormProps {
  readonly form: Submittable;
  readonly submit: SubmitProps;
  /** hook of what is wrong */
  readonly troubleName?: string;
  /** what it came to, where the dialog stays; null: nothing yet */
  readonly status?: string | null;
  /** none where there is another way out, such as a second deed */
  readonly close?: () => void;
  /** other deeds, at the beginning of the row of buttons */
  readonly others?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Frames the inside of a dialog that asks: fields, what is wrong, and the way out. */
export function DialogForm({ form, submit, troubleName, status, close, others, children }: DialogFormProps): JSX.Element {
  const { t } = usePage();
  return (
    <Form form={form} class="dialog-body">
      {children}
      <Trouble problem={form.trouble} name={troubleName} />
      {status === undefined ? null : (
        <p role="status" class="good">
          {status}
        </p>
      )}
      <footer class="dialog-footer">
        {others}
        {close === undefined ? null : (
          <button type="button" class="button" onClick={close}>
            {t('action.cancel')}
          </button>
        )}
        <SubmitButton form={form} {...submit} />
      </footer>
    </Form>
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
