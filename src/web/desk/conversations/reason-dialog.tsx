import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Problem } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { FormDialog } from '../kit/form-dialog.tsx';
import { FormField } from '../kit/form-field.tsx';
import { wordsFor } from '../kit/problem.ts';

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
  /** null: done, and the dialog goes */
  readonly act: (reason: string) => Promise<Problem | null>;
  readonly close: () => void;
}

/** A deed that takes a word of why, which stays on record and inside. */
export function ReasonDialog({ name, title, text, label, placeholder, missing, submit, act, close }: ReasonDialogProps): JSX.Element {
  const { t } = usePage();
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const send = async (): Promise<void> => {
    if (reason.trim() === '') return setTrouble(missing);
    const problem = await act(reason.trim());
    if (problem === null) close();
    else setTrouble(wordsFor(t, problem));
  };
  return (
    <FormDialog
      title={title}
      name={name}
      close={close}
      send={send}
      submit={{ words: submit, name: `${name}-submit` }}
      trouble={{ words: trouble, name: `${name}-problem` }}
    >
      <p class="muted">{text}</p>
      <FormField label={label}>
        <textarea
          class="input"
          rows={3}
          maxLength={1000}
          dir="auto"
          value={reason}
          placeholder={placeholder}
          aria-invalid={trouble === missing}
          data-testid={`${name}-reason`}
          onInput={(event) => {
            setReason(event.currentTarget.value);
            setTrouble(null);
          }}
        />
      </FormField>
    </FormDialog>
  );
}

/** About the turn of the conversation that is open: it needs no answer, or finance is asked beside. */
export function TurnReasonDialog({ verb }: { readonly verb: 'waive' | 'beside' }): JSX.Element {
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
      act={desk[verb]}
      close={() => dispatch({ type: 'dialog', dialog: null })}
    />
  );
}
