import type { JSX } from 'preact';
import type { HandoverWish } from '../../../http/desk/reports/handovers.ts';
import { usePage } from '../frame/page.ts';
import { DateField, TextArea } from '../kit/field.tsx';
import { Form, SubmitButton, useForm } from '../kit/form.tsx';
import { Trouble } from '../kit/trouble.tsx';

export interface HandoverFormProps {
  readonly id: string;
  readonly verb: HandoverWish['verb'];
  readonly close: () => void;
  readonly done: () => void;
}

/** Asks for the reason, without which no handover is decided, and until when one is put off. */
export function HandoverForm({ id, verb, close, done }: HandoverFormProps): JSX.Element {
  const { t, api } = usePage();
  const form = useForm({
    values: { reason: '', day: '' },
    async send({ reason, day }) {
      const until = verb === 'put-off' ? day : null;
      const answer = await api('POST /handovers/:id/say', { params: { id }, body: { verb, reason, until } });
      if (answer.ok) done();
      return answer;
    },
  });
  const { reason, day } = form.values;
  const isWhole = reason.trim() !== '' && (verb !== 'put-off' || day !== '');
  return (
    <Form form={form}>
      <TextArea
        label={`${t(`handovers.verb.${verb}`)}. ${t('handovers.reason')}`}
        name="handover-reason"
        rows={2}
        maxLength={1000}
        required
        value={reason}
        set={form.set('reason')}
      />
      {verb === 'put-off' ? (
        <DateField label={t('handovers.until')} name="handover-until" required value={day} set={form.set('day')} />
      ) : null}
      <Trouble problem={form.trouble} />
      <div class="row-actions">
        <SubmitButton form={form} words={t('handovers.say')} name="handover-save" can={isWhole} />
        <button type="button" class="button quiet" onClick={close}>
          {t('handovers.cancel')}
        </button>
      </div>
    </Form>
  );
}
