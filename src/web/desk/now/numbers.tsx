import type { JSX } from 'preact';
import type { Now } from '../../../http/desk/now/live-contract.ts';
import { usePage } from '../frame/page.ts';
import { useNarrowing } from '../kit/filters.tsx';
import { useNow } from '../kit/now.ts';
import { waitText } from '../kit/time.ts';

interface Number {
  readonly name: 'waiting' | 'deadlines' | 'late' | 'queue' | 'open';
  readonly n: number;
  /** beside it: the longest wait, the next deadline */
  readonly note: string | null;
  readonly tone: 'plain' | 'bad' | 'attention';
  /** the list it opens; null: none */
  readonly of: string | null;
}

/** Lists the numbers at the head of the page. */
export function useNumbers({ total }: Now): readonly Number[] {
  const { t } = usePage();
  const now = useNow(1000).getTime();
  const longest = (since: string | null) => (since === null ? null : t('now.longest', { time: waitText(t, now - Date.parse(since)) }));
  const next = total.nextDue === null ? null : t('now.next', { time: waitText(t, Date.parse(total.nextDue) - now) });
  return [
    { name: 'late', n: total.late, note: null, tone: total.late > 0 ? 'bad' : 'plain', of: 'deadlines' },
    { name: 'waiting', n: total.waiting, note: longest(total.waitingSince), tone: 'plain', of: 'waiting' },
    { name: 'deadlines', n: total.running, note: next, tone: 'plain', of: 'deadlines' },
    { name: 'queue', n: total.queued, note: longest(total.queuedSince), tone: total.queued > 0 ? 'attention' : 'plain', of: 'queue' },
    { name: 'open', n: total.open, note: null, tone: 'plain', of: null },
  ];
}

/** Shows the numbers; each opens what is behind it. */
export function Numbers({ now }: { readonly now: Now }): JSX.Element {
  const { t } = usePage();
  const { narrow } = useNarrowing();
  return (
    <ul class="now-numbers" data-testid="now-numbers">
      {useNumbers(now).map(({ name, n, note, tone, of }) => {
        const inside = (
          <>
            <span class="now-number-name">{t(`now.n.${name}`)}</span>
            <strong>{n}</strong>
            <span class="now-number-note">{note ?? '\u00a0'}</span>
          </>
        );
        return (
          <li key={name} class={`now-number now-number-${tone}`} data-testid={`now-${name}`}>
            {of === null || n === 0 ? (
              <div class="now-number-face">{inside}</div>
            ) : (
              <button type="button" class="now-number-face" onClick={() => narrow({ of })}>
                {inside}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
