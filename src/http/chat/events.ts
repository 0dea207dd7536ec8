import type { Context } from 'hono';
import { type ChatRow, changesOfThread, pageOfThread, type Thread } from '../../db/conversations/thread.ts';
import type { HttpDeps } from '../deps.ts';
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
  let shown = '';
  let wake = () => {};
  let unsubscribe = () => {};

  const follow = (to: string) => {
    unsubscribe();
    window = to;
    unsubscribe = deps.live.subscribe(`window:${to}`, wake);
  };

  /** The numbers of one window mean nothing in another: whoever was attached to a contact begins there anew. */
  const moved = (thread: Thread | null): string => {
    if (thread === null || thread.current === window) return '';
    follow(thread.current);
    position = null;
    return frame('reset', {});
  };

  const rows = async (thread: Thread | null): Promise<ChatRow[]> => {
    if (thread === null) return [];
    if (position !== null) return changesOfThread(deps.db, thread, position, page);
    const newest = await pageOfThread(deps.db, thread, 'before', thread.lastSeq + 1, page);
    return newest.reverse();
  };

  return {
    listen: (onHint) => {
      wake = onHint;
      follow(window);
      return () => unsubscribe();
    },
    read: async () => {
      const thread = await threadOf(deps, visitor);
      let frames = moved(thread);
      const isFirst = position === null;
      const found = await rows(thread);
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
