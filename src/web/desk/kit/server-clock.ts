/** The header has whole seconds and travels for a while: less than this is no difference, ms. */
const noticeableMs = 3000;

/** Returns how far this machine's clock is behind the server's, ms; waiting times count by the server's, not by a wrong one here. */
export function skewOf(dateHeader: string | null, hereMs: number): number {
  const there = Date.parse(dateHeader ?? '');
  const skew = there - hereMs;
  return Number.isNaN(there) || Math.abs(skew) < noticeableMs ? 0 : skew;
}

/** Keeps the time by the server's clock, as the `date` of its answers tells it. */
export function createServerClock() {
  let skewMs = 0;
  return {
    now: (): Date => new Date(Date.now() + skewMs),
    dated(header: string | null): void {
      skewMs = skewOf(header, Date.now());
    },
  };
}
