import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until the answer is neither undefined, null nor false; throws, naming what was awaited, after `within` ms. */
export async function until<T>(what: string, ask: () => T | Promise<T>, within = 10_000): Promise<Exclude<T, undefined | null | false>> {
  const deadline = performance.now() + within;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) return answer as Exclude<T, undefined | null | false>;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() >= deadline) throw new Error(`not within ${within} ms: ${what}`, { cause: last });
    await pause(20);
  }
}
