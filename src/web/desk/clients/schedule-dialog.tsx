import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { FormDialog } from '../kit/dialog-form.tsx';
import { CheckField, ChoiceField, DateField, NumberField, TextArea, TextField } from '../kit/field.tsx';
import { type FormState, useForm } from '../kit/form.tsx';
import type { Outcome } from '../kit/use-attempt.ts';
import { readSchedule, type ScheduleDraft, type ScheduleInput } from './schedule-draft.ts';

export interface ScheduleDialogProps {
  readonly begun: ScheduleDraft;
  readonly lines: readonly string[];
  readonly close: () => void;
  readonly send: (schedule: ScheduleInput) => Promise<Outcome>;
}

const ways = ['monthly', 'dates', 'once'] as const;

/** Takes when a client's payments are expected (R32), or a change of it: from a day on, so that what was expected before stays. */
export function ScheduleDialog({ begun, lines, close, send }: ScheduleDialogProps): JSX.Element {
  const { t } = usePage();
  const form = useForm<ScheduleDraft>({
    values: begun,
    check(draft) {
      const read = readSchedule(draft);
      return read.ok ? null : [...read.mistakes].map((each) => t(`schedule.${each}.wrong`)).join(' ');
    },
    async send(draft) {
      const read = readSchedule(draft);
      return read.ok ? send(read.schedule) : null;
    },
    problems: { 'changed-meanwhile': t('schedule.changed-meanwhile') },
  });
  const { values, set } = form;
  return (
    <FormDialog
      title={t(begun.replaces === null ? 'schedule.new' : 'schedule.change')}
      name="schedule"
      close={close}
      form={form}
      submit={{ words: t('facts.save'), name: 'schedule-save' }}
      troubleName="schedule-mistakes"
    >
      {begun.replaces === null ? <Line form={form} lines={lines} /> : <p class="muted">{values.line}</p>}
      {values.over ? null : <Due form={form} />}
      <DateField
        label={t(begun.replaces === null ? 'schedule.from' : 'schedule.from.change')}
        name="schedule-from"
        value={values.from}
        set={set('from')}
      />
      {values.over ? null : <DateField label={t('schedule.until')} name="schedule-until" value={values.until} set={set('until')} />}
      {begun.replaces === null ? null : (
        <CheckField label={t('schedule.over')} name="schedule-over" value={values.over} set={set('over')} />
      )}
    </FormDialog>
  );
}

interface PartProps {
  readonly form: FormState<ScheduleDraft>;
}

function Line({ form: { values, set }, lines }: PartProps & { readonly lines: readonly string[] }): JSX.Element {
  const { t } = usePage();
  const field = { label: t('facts.line'), name: 'schedule-line', value: values.line, set: set('line') };
  if (lines.length === 0) return <TextField {...field} maxLength={100} />;
  return <ChoiceField {...field} all={lines.map((each) => [each, each] as const)} />;
}

/** How much is due, and when. */
function Due({ form: { values, set } }: PartProps): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <div class="fact-money">
        <TextField
          label={t('facts.amount')}
          name="schedule-amount"
          inputMode="decimal"
          maxLength={30}
          value={values.amount}
          set={set('amount')}
        />
        <TextField label={t('facts.currency')} name="schedule-currency" maxLength={3} value={values.currency} set={set('currency')} />
      </div>
      <ChoiceField
        label={t('schedule.how')}
        name="schedule-how"
        value={values.how}
        all={ways.map((each) => [each, t(`schedule.how.${each}`)] as const)}
        set={set('how')}
      />
      {values.how === 'monthly' ? (
        <NumberField
          label={t('schedule.monthly')}
          hint={t('schedule.monthly.hint')}
          name="schedule-monthly"
          min={1}
          max={31}
          value={values.monthly}
          set={set('monthly')}
        />
      ) : values.how === 'dates' ? (
        <TextArea
          label={t('schedule.dates')}
          hint={t('schedule.dates.hint')}
          name="schedule-dates"
          rows={2}
          maxLength={1500}
          value={values.dates}
          set={set('dates')}
        />
      ) : (
        <DateField label={t('schedule.once')} name="schedule-once" value={values.once} set={set('once')} />
      )}
    </>
  );
}
