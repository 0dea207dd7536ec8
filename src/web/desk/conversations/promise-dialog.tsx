import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { usePage } from '../frame/page.ts';
import { FormDialog } from '../kit/form-dialog.tsx';
import { FormField } from '../kit/form-field.tsx';
import { wordsFor } from '../kit/problem.ts';
import { clock } from '../kit/time.ts';

const quick = [15, 30, 60, 120] as const;
const minute = 60_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** What a field of date and time takes, in the viewer's zone. */
function local(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** "I will answer by …": the client reads it, and it replaces the deadline (R13). */
export function PromiseDialog(): JSX.Element {
  const { t, desk, dispatch, now, language } = usePage();
  const start = now().getTime();
  const [at, setAt] = useState(() => local(new Date(start + 30 * minute)));
  const [problem, setProblem] = useState<string | null>(null);
  const close = (): void => dispatch({ type: 'dialog', dialog: null });
  const until = new Date(at);
  const isAhead = until.getTime() > start;
  const submit = async (): Promise<void> => {
    if (!isAhead) {
      setProblem(t('problem.promise-out-of-range'));
      return;
    }
    const refused = await desk.promise(until);
    if (refused === null) close();
    else setProblem(wordsFor(t, refused));
  };
  const isTime = !Number.isNaN(until.getTime());
  return (
    <FormDialog
      title={t('promise.title')}
      name="promise"
      close={close}
      send={submit}
      submit={{
        words: isTime ? t('promise.submit.by', { at: clock(language, until) }) : t('promise.submit'),
        name: 'promise-submit',
        can: isTime,
      }}
      trouble={{ words: problem, name: 'promise-problem' }}
    >
      <p class="muted">{t('promise.text')}</p>
      <div class="quick" role="group" aria-label={t('promise.quick')}>
        {quick.map((minutes) => (
          <button
            key={minutes}
            type="button"
            class="button"
            data-testid={`promise-${minutes}`}
            onClick={() => setAt(local(new Date(now().getTime() + minutes * minute)))}
          >
            {t('promise.in', { minutes })}
          </button>
        ))}
      </div>
      <FormField label={t('promise.until')}>
        <input
          class="input"
          type="datetime-local"
          value={at}
          data-testid="promise-until"
          onInput={(event) => {
            setAt(event.currentTarget.value);
            setProblem(null);
          }}
        />
      </FormField>
    </FormDialog>
  );
}
