import type { IdleJob } from './jobs.ts';
import { type Line, openLines } from './line.ts';
import { getRequest } from './wire.ts';

/** Opens connections and lets each ask once, so that the server holds them as kept alive. */
export async function openIdle({ target, count, addresses }: IdleJob): Promise<Line[]> {
  const lines = await openLines(target, count, addresses);
  const request = getRequest(target, '/healthz');
  await Promise.all(lines.map((line) => new Promise<void>((resolve) => line.ask(request, () => resolve()))));
  return lines;
}
