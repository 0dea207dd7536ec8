import { withAgain } from '../../db/again.ts';
import type { Db } from '../../db/db.ts';
import { type Room, withRoom } from '../../db/open-room.ts';
import { Overloaded, type Submit } from '../submissions/submission.ts';

/** Seconds until somebody may have made room. */
const retryAfter = 15;

/** Takes what people send while there is room for it on the disk; else it is refused before anything of it is accepted. */
function submitWithRoom(room: Room, submit: Submit): Submit {
  return async (submission) => {
    if (!(await room.has('people'))) throw new Overloaded('server', retryAfter);
    return submit(submission);
  };
}

/**
 * Returns what the doors work with: on a disk that fills, what comes in by them stops before the house's own work does. A verb that somebody
 * else overtook is carried out anew, as a flush is.
 */
export function doorsOf(db: Db, submit: Submit): { readonly db: Db; readonly submit: Submit } {
  return { db: withAgain(withRoom(db, 'people')), submit: submitWithRoom(db.room, submit) };
}
