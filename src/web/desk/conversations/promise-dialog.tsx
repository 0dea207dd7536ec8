import type { JSX } from 'preact';
import { clock } from '../../kit/calendar.ts';
import { usePage } from '../frame/page.ts';
import { FormDialog } from '../kit/dialog-form.tsx';
import { DateTimeField } from '../kit/field.tsx';
import { useForm } from '../kit/form.tsx';
import { localDateTime } from '../kit/time.ts';

const quick = [15, 30, 60, 120] as const;
const minute = 60_000;

/** Promises an answer by a time: the client reads it, and it replaces the deadline (R13). */
export function PromiseDialog(): JSX.Element {
  const { t, desk, dispatch, now, language } = usePage();
  const inMinutes = (minutes: number): string => localDateTime(new Date(now().getTime() + minutes * minute));
  const close = (): void => dispatch({ type: 'dialog', dialog: null });
  const form = useForm({
    values: { at: inMinutes(30) },
    check: ({ at }) => (new Date(at).getTime() > now().getTime() ? null : t('problem.promise-out-of-range')),
    async send({ at }) {
      const problem = await desk.promise(new Date(at));
      if (problem === null) close();
      return problem;
    },
  });
  const until = new Date(form.values.at);
  const isTime = !Number.isNaN(until.getTime());
  const words = isTime ? t('promise.submit.by', { at: clock(language, until) }) : t('promise.submit');
  return (
    <FormDialog
      title={t('promise.title')}
      name="promise"
      close={close}
      form={form}
      submit={{ words, name: 'promise-submit', can: isTime }}
      troubleName="promise-problem"
    >
      <p class="muted">{t('promise.text')}</p>
      <div class="quick" role="group" aria-label={t('promise.quick')}>
        {quick.map((minutes) => (
          <button
            key={minutes}
            type="button"
            class="button"
            data-testid={`promise-${minutes}`}
            onClick={() => form.set('at')(inMinutes(minutes))}
          >
            {t('promise.in', { minutes })}
          </button>
        ))}
      </div>
      <DateTimeField label={t('promise.until')} name="promise-until" value={form.values.at} set={form.set('at')} />
    </FormDialog>
  );
}
