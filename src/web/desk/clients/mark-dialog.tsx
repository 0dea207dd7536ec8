import type { JSX } from 'preact';
import type { ExpectedPayments } from '../../../http/desk/clients/expected-payments.ts';
import { usePage } from '../frame/page.ts';
import { FormDialog } from '../kit/dialog-form.tsx';
import { CheckField, TextField } from '../kit/field.tsx';
import { useForm } from '../kit/form.tsx';
import type { Outcome } from '../kit/use-attempt.ts';

export interface MarkWish {
  readonly invoice: string | null;
  readonly documents: boolean;
}

export interface MarkDialogProps {
  readonly payment: Pick<ExpectedPayments['payments'][number], 'invoice' | 'documentsAt'>;
  readonly title: string;
  readonly close: () => void;
  /** only what is otherwise than it was */
  readonly send: (wish: Partial<MarkWish>) => Promise<Outcome>;
}

/** Takes the number of an expected payment's invoice, and that invoice and documents are with the client (R32). */
export function MarkDialog({ payment, title, close, send }: MarkDialogProps): JSX.Element {
  const { t } = usePage();
  const known = { invoice: payment.invoice ?? '', documents: payment.documentsAt !== null };
  const form = useForm({
    values: known,
    send: async ({ invoice, documents }) => {
      const number = invoice.trim();
      const wish = {
        ...(number !== known.invoice && { invoice: number === '' ? null : number }),
        ...(documents !== known.documents && { documents }),
      };
      if (Object.keys(wish).length > 0) return send(wish);
      close();
      return null;
    },
  });
  const { values, set } = form;
  return (
    <FormDialog title={title} name="mark" close={close} form={form} submit={{ words: t('facts.save'), name: 'mark-save' }}>
      <TextField
        label={t('expected.invoice')}
        hint={t('expected.invoice.hint')}
        name="mark-invoice"
        maxLength={128}
        value={values.invoice}
        set={set('invoice')}
      />
      <CheckField label={t('expected.documents')} name="mark-documents" value={values.documents} set={set('documents')} />
    </FormDialog>
  );
}
