/**
 * Says how many ms to wait before the next try: the first wait after none that failed again (`attempt` 0), doubled with each one more, never
 * longer than `longestMs`. `jitter`, from 0 to 1 by chance, scatters it over its upper half, so that those who failed together do not all
 * come back together; 1 is the whole wait.
 */
export function backoffMs(attempt: number, firstMs: number, longestMs: number, jitter = 1): number {
  const wholeMs = Math.min(longestMs, firstMs * 2 ** Math.max(0, attempt));
  return Math.round((wholeMs / 2) * (1 + jitter));
}
