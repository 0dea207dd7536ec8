/**
 * Many wishes, few runs: calls within `delayMs` become one, and while one run is under way the next waits for its end.
 * So a burst of hints reads the list once, and two reads never race each other.
 */
export function coalesce(run: () => Promise<void>, delayMs: number): (urgent?: 'now') => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;

  async function go(): Promise<void> {
    timer = undefined;
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await run();
    } finally {
      running = false;
      if (again) {
        again = false;
        wish();
      }
    }
  }

  function wish(urgent?: 'now'): void {
    if (timer !== undefined && urgent === undefined) return;
    clearTimeout(timer);
    if (urgent === 'now') void go();
    else timer = setTimeout(() => void go(), delayMs);
  }

  return wish;
}
