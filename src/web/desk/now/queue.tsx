import type { JSX } from 'preact';
import type { Now } from '../../../http/desk/now/live-contract.ts';
import { explain } from '../../../texts/explain.ts';
import { translator } from '../../../texts/translate.ts';
import { usePage } from '../frame/page.ts';
import { useNow } from '../kit/now.ts';
import { stamp } from '../kit/time.ts';
import { To } from '../kit/to-conversation.tsx';

type DepartmentNow = Now['departments'][number];
const tWhy = translator(explain);

/** Says of each department with a queue how many wait, and for what. */
export function QueueReasons({ departments }: Pick<Now, 'departments'>): JSX.Element | null {
  const waiting = departments.filter(({ tally }) => tally.queued > 0);
  if (waiting.length === 0) return null;
  return (
    <ul class="queue-reasons" data-testid="queue-reasons">
      {waiting.map((each) => (
        <li key={each.key}>
          <strong dir="auto">{each.name}</strong>{' '}
          <To to={{ view: 'queue', filters: { department: each.key } }} name="queue-open">
            {each.tally.queued}
          </To>
          <p class="muted">
            <Why department={each} />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Says what the queue of a department waits for. */
export function Why({ department: { queue } }: { readonly department: DepartmentNow }): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(60_000);
  const at = (moment: string): string => stamp(t, language, new Date(moment), now);
  const { isOpen, opensAt, able, unable, backAt } = queue;
  const all = Object.entries(unable);
  const reasons = all.map(([why, count]) => tWhy(language, `unable.${why}` as Parameters<typeof tWhy>[1], { count })).join(', ');
  const opening = opensAt === null ? t('now.queue.shut') : t('now.queue.closed', { time: at(opensAt) });
  const words = [
    ...(isOpen ? [] : [opening]),
    ...(able > 0 ? [t('now.queue.able', { count: able })] : []),
    ...(all.length > 0 ? [t('now.queue.unable', { reasons })] : []),
    ...(able === 0 && all.length === 0 ? [t('now.queue.no-staff')] : []),
    ...(able === 0 && isOpen && backAt !== null ? [t('now.queue.back', { time: at(backAt) })] : []),
  ];
  return <>{words.join(' ')}</>;
}
