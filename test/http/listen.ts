import { until } from '../support/until.ts';

export interface Heard {
  readonly event: string;
  readonly id: string | null;
  readonly data: Record<string, unknown>;
}

export interface Listening {
  readonly events: Heard[];
  readonly beats: () => number;
  readonly ended: () => boolean;
  /** resolves with the first event that fits, also one that came before */
  hears(what: string, fits: (event: Heard) => boolean): Promise<Heard>;
  leave(): Promise<void>;
}

/** Reads a stream of server-sent events in the background. */
export function listen(response: Response): Listening {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  const events: Heard[] = [];
  let beats = 0;
  let ended = false;
  let rest = '';
  const take = (chunk: string) => {
    if (chunk.startsWith(':')) beats += 1;
    const fields = new Map(chunk.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const));
    const data = fields.get('data');
    if (data !== undefined)
      events.push({ event: fields.get('event') ?? '', id: fields.get('id') ?? null, data: JSON.parse(data) as Heard['data'] });
  };
  const read = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const parts = (rest + decoder.decode(value, { stream: true })).split('\n\n');
      rest = parts.pop() ?? '';
      parts.forEach(take);
    }
    ended = true;
  };
  void read().catch(() => {
    ended = true;
  });
  return {
    events,
    beats: () => beats,
    ended: () => ended,
    hears: (what, fits) => until(what, () => events.find(fits)),
    leave: () => reader.cancel(),
  };
}
