import { useEffect, useRef } from 'preact/hooks';
import type { Now } from '../../../http/desk/now/live-contract.ts';
import type { MorningNow } from '../../../http/desk/now/morning-contract.ts';
import { usePage } from '../frame/page.ts';
import { type Read, useRead } from '../kit/use-read.ts';

/** A busy desk changes several times a second; what is looked at from afar is read no more often than this, ms. */
const calmMs = 2000;
/** A deadline that has passed is late on the server, too, ms. */
const afterDueMs = 300;

/** Reads what goes on: at once, when something changed, and when the next deadline is over. */
export function useNowRead(): Read<Now> {
  const { api, now } = usePage();
  const read = useRead('now', null, () => api('GET /now'));
  useCalmly(read.again, calmMs);
  const due = read.value?.total.nextDue ?? null;
  useEffect(() => {
    if (due === null) return;
    const timer = setTimeout(read.again, Math.max(0, Date.parse(due) - now().getTime()) + afterDueMs);
    return () => clearTimeout(timer);
  }, [due, read.again, now]);
  return read;
}

/** What is asked in the morning changes slowly, ms. */
const slowMs = 30_000;

export function useMorning(): Read<MorningNow> {
  const { api } = usePage();
  const read = useRead('morning', null, () => api('GET /now/morning'));
  useCalmly(read.again, slowMs);
  return read;
}

/** Does it again once something has changed, and not again for so long: however often it changes, it is done. */
function useCalmly(again: () => void, calm: number): void {
  const { state } = usePage();
  const { conversations, company } = state.changes;
  const first = useRef(conversations + company);
  const last = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    if (first.current === conversations + company || timer.current !== null) return;
    timer.current = setTimeout(
      () => {
        timer.current = null;
        last.current = Date.now();
        again();
      },
      Math.max(0, last.current + calm - Date.now()),
    );
  }, [conversations, company, again, calm]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
}
