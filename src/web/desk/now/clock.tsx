import type { JSX } from 'preact';
import type { WaitingNow } from '../../../http/desk/now/live-contract.ts';
import { leftOf } from '../conversations/deadline.ts';
import { usePage } from '../frame/page.ts';
import { useNow } from '../kit/now.ts';
import { stamp, waitText } from '../kit/time.ts';

/** Counts down to a deadline, right to the second, and up once it is over; while nobody works it stands still and says until when. */
export function Countdown({ deadline }: { readonly deadline: NonNullable<WaitingNow['deadline']> }): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(1000);
  const left = leftOf(deadline, now);
  const time = waitText(t, left.ms);
  const words =
    left.type === 'over'
      ? t('now.over', { time })
      : left.type === 'paused'
        ? `${t('now.left', { time })}, ${t('now.paused', { time: stamp(t, language, left.resumes, now) })}`
        : t('now.left', { time });
  return (
    <time class={`runs runs-${left.type}`} dateTime={deadline.dueAt} title={words}>
      <span class="visually-hidden">{words}</span>
      <span aria-hidden="true">{left.type === 'over' ? `+${time}` : time}</span>
    </time>
  );
}

/** Counts how long somebody has been waiting. */
export function Waited({ since }: { readonly since: string }): JSX.Element {
  const { t } = usePage();
  const now = useNow(1000);
  return (
    <time class="runs" dateTime={since}>
      {waitText(t, now.getTime() - Date.parse(since))}
    </time>
  );
}
