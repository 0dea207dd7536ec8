import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { useNow } from '../kit/now.ts';
import { fullTime, waitText } from '../kit/time.ts';

export interface WaitsProps {
  readonly since: string;
  /** until when an answer is owed; null: nothing holds us to one */
  readonly due?: string | null;
}

/** Shows how long the client waits on us, ticking; marked once the answer is late. */
export function Waits({ since, due = null }: WaitsProps): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(1000);
  const late = due !== null && now.getTime() > Date.parse(due);
  const time = waitText(t, now.getTime() - Date.parse(since));
  return (
    <time class={`row-time waits ${late ? 'waits-late' : ''}`} dateTime={since} title={fullTime(language, new Date(since))}>
      <span class="visually-hidden">
        {t('row.waits', { time })}
        {late ? `, ${t('row.late')}` : ''}
      </span>
      <span aria-hidden="true">{time}</span>
    </time>
  );
}
