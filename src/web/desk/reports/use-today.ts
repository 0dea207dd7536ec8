import type { Day } from '../../../domain/day.ts';
import { usePage } from '../frame/page.ts';
import { useNow } from '../kit/now.ts';

/** Returns today by the company's calendar. */
export function useToday(): Day {
  const { session } = usePage().state;
  const now = useNow(60_000);
  const timeZone = session.type === 'ready' ? session.me.company.timeZone : undefined;
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(now);
  const of = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}`;
}
