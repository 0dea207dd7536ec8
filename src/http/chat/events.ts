import type { Context } from 'hono';
import { type ChatRow, changesOfThread, lostSince, pageOfThread, type Thread } from '../../db/conversations/thread.ts';
import type { Queries } from '../../db/db.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpError } from '../errors.ts';
import { eventStream, type Feed, frame } from '../events.ts';
import { chatMessageOf } from './message.ts';
import { chatStateOf } from './state.ts';
import { threadOf } from './thread.ts';
import type { VerifiedToken } from './tokens.ts';

/** Messages read at a time, and sent to one who names no event to go on from. */
const page = 50;

/** Everything new in a visitor's window as it comes, until their token expires. `after`: the last change they have. */
export function chatEvents(c: Context, deps: HttpDeps, visitor: VerifiedToken, after: number | null, onEnd: () => void): Promise<Response> {
  return eventStream(c, {
    feed: feedOf(deps, visitor, after),
    stopping: deps.stopping,
    heartbeatMs: deps.heartbeatMs,
    rereadEvery: 4,
    lifeMs: Math.max(0, visitor.expires * 1000 - deps.now().getTime()),
    onEnd,
  });
}

function feedOf(deps: HttpDeps, visitor: VerifiedToken, after: number | null): Feed {
  let position = after;
  let window: string = visitor.window;
  /** older windows that were the visitor's when last read */
  let older: string | null = null;
  let shown = '';
  let over = false;
  let wake = () => {};
  let unsubscribe = () => {};

  const follow = (to: string) => {
    unsubscribe();
    window = to;
    unsubscribe = deps.live.subscribe(`window:${to}`, wake);
  };

  /**
   * The numbers of one window mean nothing in another: whoever was attached to a contact begins there anew. So does whoever was taken for
   * somebody else and is not any more: what they have on the screen is not all theirs.
   */
  const begunAnew = async (thread: Thread): Promise<string> => {
    const before = older;
    older = olderOf(thread);
    const isElsewhere = thread.current !== window;
    if (isElsewhere) follow(thread.current);
    else if (before === null || before === older) {
      if (position === null || !(await lostSince(deps.db, thread, position))) return '';
    }
    position = null;
    return frame('reset', {});
  };

  return {
    listen: (onHint) => {
      wake = onHint;
      follow(window);
      return () => unsubscribe();
    },
    read: async () => {
      if (over) throw new HttpError('unauthorized');
      const thread = await threadOf(deps, visitor);
      // What they read is nobody's of theirs any more, and their token names a window that is another's: they come again with a new one.
      over = thread === null && (older !== null || (position ?? 0) > 0);
      if (over) return { frames: frame('reset', {}), more: true };
      let frames = thread === null ? '' : await begunAnew(thread);
      const isFirst = position === null;
      const found = thread === null ? [] : await rowsOf(deps.db, thread, position);
      for (const row of found) {
        position = Math.max(position ?? 0, row.changed);
        frames += frame('message', await chatMessageOf(deps, row, visitor), row.changed);
      }
      if (isFirst) position = Math.max(position ?? 0, thread?.lastSeq ?? 0);
      const state = await chatStateOf(deps, thread, visitor.contact, visitor.language);
      const words = JSON.stringify(state);
      if (words !== shown) frames += frame('state', state, position ?? 0);
      shown = words;
      return { frames, more: found.length === page };
    },
  };
}

const olderOf = ({ windows }: Thread): string =>
  windows
    .slice(1)
    .map((each) => each.id)
    .join();

/** What is new since a change number; for one who names none the newest page. */
async function rowsOf(db: Queries, thread: Thread, position: number | null): Promise<ChatRow[]> {
  if (position !== null) return changesOfThread(db, thread, position, page);
  const newest = await pageOfThread(db, thread, 'before', thread.lastSeq + 1, page);
  return newest.reverse();
}
