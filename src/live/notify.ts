import { z } from 'zod';
import { createHub } from './hub.ts';
import type { Hint, Live, Topic } from './live.ts';

/** What is needed of a database that several processes share. */
export interface Exchange {
  notify(payload: string): Promise<void>;
  listen(received: (payload: string) => void): Promise<() => Promise<void>>;
}

interface Needs {
  readonly db: Exchange;
  readonly newId: () => string;
  readonly log: { warn(fields: object, message: string): void };
}

const envelope = z.object({
  from: z.string(),
  hints: z.array(z.object({ topic: z.string(), conversation: z.string().optional(), version: z.number().optional() })),
});

/** Longest payload Postgres carries is 8,000 bytes; hints are ascii, so characters are bytes. */
const maxPayload = 7_900;

/** Notifies this process at once and the others through the database, in as few messages as fit. Lost ones are only hints. */
export async function createLive({ db, newId, log }: Needs): Promise<Live> {
  const hub = createHub();
  const me = newId();
  const waiting: Hint[] = [];
  let sending: Promise<void> | null = null;

  const send = async () => {
    // Whatever is published in the same turn of the event loop travels together.
    await Promise.resolve();
    while (waiting.length > 0) {
      const payload = pack(me, waiting);
      await db.notify(payload).catch((error: unknown) => log.warn({ err: String(error) }, 'other processes were not notified'));
    }
    sending = null;
  };
  const unlisten = await db.listen((payload) => {
    const received = parse(payload);
    if (received !== null && received.from !== me) hub.publish(received.hints as Hint[]);
  });
  return {
    publish: (hints) => {
      hub.publish(hints);
      waiting.push(...hints);
      if (hints.length > 0) sending ??= send();
    },
    subscribe: hub.subscribe,
    close: async () => {
      await sending;
      await unlisten();
      await hub.close();
    },
  };
}

/** Takes from `waiting` as many hints as one payload holds, each topic and conversation once. */
function pack(from: string, waiting: Hint[]): string {
  const taken = new Map<string, string>();
  let size = JSON.stringify({ from, hints: [] }).length;
  while (waiting.length > 0) {
    const hint = waiting[0] as Hint;
    const key = `${hint.topic} ${hint.conversation ?? ''}`;
    const text = JSON.stringify(hint satisfies { topic: Topic });
    const grown = size + text.length + 1 - (taken.get(key)?.length ?? -1);
    if (grown > maxPayload && taken.size > 0) break;
    waiting.shift();
    taken.set(key, text);
    size = grown;
  }
  return `{"from":${JSON.stringify(from)},"hints":[${[...taken.values()].join(',')}]}`;
}

function parse(payload: string): z.infer<typeof envelope> | null {
  try {
    return envelope.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}
