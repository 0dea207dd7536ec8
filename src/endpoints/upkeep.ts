import { forgetAnnouncements } from '../db/endpoints/spread.ts';
import { atMost, createInFlight } from '../engine/delivery/in-flight.ts';
import { type Loop, startLoop } from '../engine/loop.ts';
import { spreadNew, type TellDeps, tellOnce } from './tell.ts';

const tellEveryMs = 1000;
const forgetEveryMs = 600_000;
const forgetBatch = 1000;
/** what was announced, and what came of it, is on record so long */
const keptMs = 30 * 24 * 3_600_000;
/** requests that are not answered yet */
const mostInFlight = 256;

/** How long a stop waits for answers. */
const partingMs = 5000;

/** Starts telling the company's systems what happens. `stop` waits a while for requests on their way. */
export function startTelling(deps: Omit<TellDeps, 'inFlight'>): Pick<Loop, 'stop'> {
  const { db, now, log } = deps;
  const inFlight = createInFlight(log, mostInFlight, () => tell.wake());
  const tell = startLoop('webhooks', tellEveryMs, log, async () => {
    await inFlight.room();
    const isMore = await spreadNew(deps);
    // Those that have begun wake the loop as they end.
    await tellOnce({ ...deps, inFlight });
    return isMore;
  });
  const forget = startLoop('announcements', forgetEveryMs, log, async () => {
    return (await forgetAnnouncements(db, new Date(now().getTime() - keptMs), forgetBatch)) === forgetBatch;
  });
  return {
    async stop() {
      await Promise.all([tell.stop(), forget.stop()]);
      // What hangs longer is sent again after the next start, under the same id.
      await atMost(inFlight.ended(), partingMs);
    },
  };
}
