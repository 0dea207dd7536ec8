import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SummaryWishShown } from '../../../http/desk/people/summaries.ts';
import { Dialog } from '../kit/dialog.tsx';
import { Choice, FormField } from '../kit/form-field.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';
import { useRead } from '../kit/use-read.ts';
import { usePage } from './page.ts';

const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Chooses which summaries come in Slack, and when. */
export function SummariesDialog(): JSX.Element {
  const { t, api, dispatch } = usePage();
  const read = useRead('summaries', null, () => api('GET /me/summaries'));
  return (
    <Dialog title={t('summaries.title')} name="summaries" close={() => dispatch({ type: 'dialog', dialog: null })}>
      <div class="dialog-body">
        <p>{t('summaries.text')}</p>
        {read.value === null ? null : <Form start={read.value} />}
      </div>
    </Dialog>
  );
}

function Form({ start }: { readonly start: SummaryWishShown }): JSX.Element {
  const { t, api } = usePage();
  const [wish, setWish] = useState({ daily: start.daily, weekly: start.weekly, hour: start.hour });
  const [saved, setSaved] = useState(false);
  const { trouble, attempt, busy } = useAttempt();
  const change = (next: Partial<SummaryWishShown>): void => {
    setSaved(false);
    setWish((before) => ({ ...before, ...next }));
  };
  const times = hours.map((each) => [String(each), t('summaries.at', { hour: String(each) })] as const);
  return (
    <form
      class="views-form"
      onSubmit={(event) => {
        event.preventDefault();
        void attempt(async () => {
          const answer = await api('PUT /me/summaries', { body: wish });
          setSaved(answer.ok);
          return answer;
        });
      }}
    >
      {start.inSlack ? null : <p class="muted">{t('summaries.not-in-slack')}</p>}
      {(['daily', 'weekly'] as const).map((kind) => (
        <label key={kind}>
          <input
            type="checkbox"
            data-testid={`summaries-${kind}`}
            checked={wish[kind]}
            onChange={(event) => change({ [kind]: event.currentTarget.checked })}
          />{' '}
          {t(`summaries.${kind}`)}
        </label>
      ))}
      <FormField label={t('summaries.hour')}>
        <Choice
          name="summaries-hour"
          value={wish.hour === null ? '' : String(wish.hour)}
          all={[['', t('summaries.opening')], ...times]}
          choose={(value) => change({ hour: value === '' ? null : Number(value) })}
        />
      </FormField>
      <Trouble problem={trouble} />
      <footer class="dialog-footer">
        <span class="muted" role="status">
          {saved ? t('summaries.saved') : ''}
        </span>
        <button type="submit" class="button button-primary" data-testid="summaries-save" disabled={busy}>
          {t('summaries.save')}
        </button>
      </footer>
    </form>
  );
}
