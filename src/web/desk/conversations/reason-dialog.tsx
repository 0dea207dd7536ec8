import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { FormDialog } from '../kit/dialog-form.tsx';
import { TextArea } from '../kit/field.tsx';
import { useForm } from '../kit/form.tsx';
import type { Outcome } from '../kit/use-attempt.ts';

export interface ReasonDialogProps {
  /** of the dialog; its fields are `<name>-reason` and `<name>-submit` */
  readonly name: string;
  readonly title: string;
  /** what it will come to */
  readonly text: string;
  readonly label: string;
  readonly placeholder?: string;
  /** what to say when no reason was given */
  readonly missing: string;
  readonly submit: string;
  /** once it is done, the dialog goes */
  readonly act: (reason: string) => Promise<Outcome>;
  readonly close: () => void;
}

/** Asks for the reason of a verb, which stays on record and inside. */
export function ReasonDialog({ name, title, text, label, placeholder, missing, submit, act, close }: ReasonDialogProps): JSX.Element {
  const form = useForm({
    values: { reason: '' },
    check: ({ reason }) => (reason.trim() === '' ? missing : null),
    async send({ reason }) {
      const outcome = await act(reason.trim());
      if (outcome === null || ('ok' in outcome && outcome.ok)) close();
      return outcome;
    },
  });
  return (
    <FormDialog
      title={title}
      name={name}
      close={close}
      form={form}
      submit={{ words: submit, name: `${name}-submit` }}
      troubleName={`${name}-problem`}
    >
      <p class="muted">{text}</p>
      <TextArea
        label={label}
        name={`${name}-reason`}
        rows={3}
        maxLength={1000}
        dir="auto"
        placeholder={placeholder}
        aria-invalid={form.trouble === missing}
        value={form.values.reason}
        set={form.set('reason')}
      />
    </FormDialog>
  );
}

/** Asks why the turn of the open conversation needs no answer, or why finance is given a matter in parallel, or asked. */
export function TurnReasonDialog({ verb }: { readonly verb: 'waive' | 'beside' | 'ask-finance' }): JSX.Element {
  const { t, desk, dispatch } = usePage();
  return (
    <ReasonDialog
      name={verb}
      title={t(`${verb}.title`)}
      text={t(`${verb}.text`)}
      label={t(`${verb}.reason`)}
      placeholder={t(`${verb}.placeholder`)}
      missing={t('transfer.reason.required')}
      submit={t(`${verb}.submit`)}
      act={verb === 'waive' ? desk.noReplyNeeded : verb === 'beside' ? desk.openParallel : desk.askFinance}
      close={() => dispatch({ type: 'dialog', dialog: null })}
    />
  );
}
