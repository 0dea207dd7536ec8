import { useEffect, useState } from 'preact/hooks';
import { usePage } from '../frame/page.ts';

/** Returns the server's time, fresh every `periodMs`. All who use one period tick together, on its whole multiples. */
export function useNow(periodMs: number): Date {
  const { now: read } = usePage();
  const [now, setNow] = useState(read);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      setNow(read());
      timer = setTimeout(tick, periodMs - (Date.now() % periodMs));
    };
    timer = setTimeout(tick, periodMs - (Date.now() % periodMs));
    return () => clearTimeout(timer);
  }, [periodMs, read]);
  return now;
}
