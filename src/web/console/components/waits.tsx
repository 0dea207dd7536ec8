import type { JSX } from 'preact';
import { useNow } from '../now.ts';
import { usePage } from '../page.ts';
import { fullTime, waitText } from '../time.ts';

/** How long the client waits on us, ticking. */
export function Waits({ since }: { readonly since: string }): JSX.Element {
  const { say, language } = usePage();
  const now = useNow(1000);
  const time = waitText(say, now.getTime() - Date.parse(since));
  return (
    <time class="row-time waits" dateTime={since} title={fullTime(language, new Date(since))}>
      <span class="visually-hidden">{say('row.waits', { time })}</span>
      <span aria-hidden="true">{time}</span>
    </time>
  );
}
