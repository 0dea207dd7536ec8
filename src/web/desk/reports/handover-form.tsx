import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { usePage } from '../frame/page.ts';
import { FormField } from '../kit/form-field.tsx';
import { wordsFor } from '../kit/problem.ts';
import { Trouble } from '../kit/trouble.tsx';
import type { HandoverWish } from '../trade-api.ts';

export interface HandoverFormProps {
  readonly id: string;
  readonly verb: HandoverWish['verb'];
  readonly close: () => void;
  readonly said: () => void;
}

/** Nothing is said to a handover without a reason. */
export function HandoverForm({ id, verb, close, said }: HandoverFormProps): JSX.Element {
  const { t, api, desk } = usePage();
  const [reason, setReason] = useState('');
  const [day, setDay] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const isWhole = reason.trim() !== '' && (verb !== 'put-off' || day !== '');
  const save = async (): Promise<void> => {
    const until = verb === 'put-off' ? new Date(`${day}T00:00`).toISOString() : null;
    const answer = desk.noteAnswer(await api.sayOfHandover(id, { verb, reason, until }));
    setTrouble(answer.ok ? null : wordsFor(t, answer.problem));
    if (answer.ok) said();
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) void save();
      }}
    >
      <FormField label={`${t(`handovers.verb.${verb}`)}. ${t('handovers.reason')}`}>
        <textarea
          class="input"
          rows={2}
          maxLength={1000}
          required
          value={reason}
          data-testid="handover-reason"
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </FormField>
      {verb === 'put-off' ? (
        <FormField label={t('handovers.until')}>
          <input
            class="input"
            type="date"
            required
            value={day}
            data-testid="handover-until"
            onInput={(event) => setDay(event.currentTarget.value)}
          />
        </FormField>
      ) : null}
      <Trouble problem={trouble} />
      <div class="row-actions">
        <button type="submit" class="button primary" disabled={!isWhole} data-testid="handover-save">
          {t('handovers.say')}
        </button>
        <button type="button" class="button quiet" onClick={close}>
          {t('handovers.cancel')}
        </button>
      </div>
    </form>
  );
}
