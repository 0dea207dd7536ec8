import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { FormDialog } from '../kit/dialog-form.tsx';
import { TextArea } from '../kit/field.tsx';
import { useForm } from '../kit/form.tsx';
import type { Outcome } from '../kit/use-attempt.ts';
import { threadOf } from '../state.ts';

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
  /** reasons that are one tap away */
  readonly presets?: readonly string[];
  readonly submit: string;
  /** once it is done, the dialog goes */
  readonly act: (reason: string) => Promise<Outcome>;
  readonly close: () => void;
}

/** Asks for the reason of a verb, which stays on record and inside. */
export function ReasonDialog({
  name,
  title,
  text,
  label,
  placeholder,
  missing,
  presets = [],
  submit,
  act,
  close,
}: ReasonDialogProps): JSX.Element {
  const send = async (reason: string): Promise<Outcome> => {
    const outcome = await act(reason);
    if (outcome === null || ('ok' in outcome && outcome.ok)) close();
    return outcome;
  };
  const form = useForm({
    values: { reason: '' },
    check: ({ reason }) => (reason.trim() === '' ? missing : null),
    send: ({ reason }) => send(reason.trim()),
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
      <Presets name={name} label={label} presets={presets} busy={form.busy} choose={(each) => void form.attempt(() => send(each))} />
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

interface PresetsProps {
  readonly name: string;
  readonly label: string;
  readonly presets: readonly string[];
  readonly busy: boolean;
  readonly choose: (reason: string) => void;
}

/** Offers the usual reasons: one tap gives it and is all there is to do. */
function Presets({ name, label, presets, busy, choose }: PresetsProps): JSX.Element | null {
  if (presets.length === 0) return null;
  return (
    <div class="presets" role="group" aria-label={label}>
      {presets.map((each) => (
        <button key={each} type="button" class="button" disabled={busy} data-testid={`${name}-preset`} onClick={() => choose(each)}>
          {each}
        </button>
      ))}
    </div>
  );
}

/** Asks for the reason of a verb on the open conversation. */
export function TurnReasonDialog({
  verb,
}: {
  readonly verb: 'take' | 'waive' | 'beside' | 'resolve' | 'hand-back' | 'ask-finance';
}): JSX.Element {
  const { state, t, desk, dispatch } = usePage();
  const { conversation } = state.address;
  const card = conversation === null ? null : threadOf(state, conversation).card;
  const act = {
    take: desk.takeInstead,
    waive: desk.noReplyNeeded,
    beside: desk.openParallel,
    resolve: desk.resolveUnanswered,
    'hand-back': desk.handBack,
    'ask-finance': desk.askFinance,
  }[verb];
  return (
    <ReasonDialog
      name={verb}
      title={t(`${verb}.title`)}
      text={verb === 'hand-back' ? t('hand-back.text', { name: card?.takenOver?.from.name ?? '' }) : t(`${verb}.text`)}
      label={t(`${verb}.reason`)}
      placeholder={t(`${verb}.placeholder`)}
      missing={t('transfer.reason.required')}
      presets={verb === 'waive' || verb === 'resolve' ? (card?.noReplyReasons ?? []) : []}
      submit={t(`${verb}.submit`)}
      act={act}
      close={() => dispatch({ type: 'dialog', dialog: null })}
    />
  );
}
