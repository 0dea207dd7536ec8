import type { JSX } from 'preact';
import { type LoggedContactKind, loggedContactKinds } from '../../../domain/logged-contact.ts';
import { usePage } from '../frame/page.ts';
import { FormDialog } from '../kit/dialog-form.tsx';
import { ChoiceField, TextArea } from '../kit/field.tsx';
import { useForm } from '../kit/form.tsx';

/** Says that I spoke with the client of the open conversation: it is the answer, and nothing is sent (R13). */
export function SpokeDialog(): JSX.Element {
  const { t, desk, dispatch } = usePage();
  const close = (): void => dispatch({ type: 'dialog', dialog: null });
  const form = useForm({
    values: { kind: 'call' as LoggedContactKind, note: '' },
    async send({ kind, note }) {
      const problem = await desk.spoke(kind, note.trim());
      if (problem === null) close();
      return problem;
    },
  });
  return (
    <FormDialog
      title={t('spoke.title')}
      name="spoke"
      close={close}
      form={form}
      submit={{ words: t('spoke.submit'), name: 'spoke-submit' }}
      troubleName="spoke-problem"
    >
      <p class="muted">{t('spoke.text')}</p>
      <ChoiceField
        label={t('spoke.kind')}
        name="spoke-kind"
        value={form.values.kind}
        all={loggedContactKinds.map((each) => [each, t(`spoke.kind.${each}`)])}
        set={form.set('kind')}
      />
      <TextArea
        label={t('spoke.note')}
        name="spoke-note"
        rows={3}
        maxLength={4000}
        dir="auto"
        value={form.values.note}
        set={form.set('note')}
      />
    </FormDialog>
  );
}
