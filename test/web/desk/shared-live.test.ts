import { describe, expect, it, vi } from 'vitest';
import { listenTogether } from '../../../src/web/desk/shared-live.ts';

class Stream extends EventTarget {
  closed = false;
  close(): void {
    this.closed = true;
  }
  tell(type: string, data = '{}'): void {
    this.dispatchEvent(Object.assign(new Event(type), { data }));
  }
}

/** The locks of one browser: whoever asks first has it until they let go. */
function newLocks() {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_name: string, { signal }: { signal: AbortSignal }, held: () => Promise<void>): Promise<unknown> => {
    const turn = last.then(() => (signal.aborted ? Promise.reject(signal.reason) : held()));
    last = turn.catch(() => undefined);
    return turn;
  };
  // the part of LockManager that is used
  return { request } as unknown as Pick<LockManager, 'request'>;
}

function browser() {
  const locks = newLocks();
  const channels = new Set<{ onmessage: ((event: MessageEvent) => void) | null }>();
  const streams: Stream[] = [];
  const tab = () => {
    const heard: string[] = [];
    const channel = {
      onmessage: null as ((event: MessageEvent) => void) | null,
      postMessage: (data: unknown) => {
        for (const other of channels) if (other !== channel) other.onmessage?.(new MessageEvent('message', { data }));
      },
      close: () => channels.delete(channel),
    };
    channels.add(channel);
    const stop = listenTogether({
      open: () => {
        const stream = new Stream();
        streams.push(stream);
        // the part of EventSource that is used
        return stream as unknown as EventSource;
      },
      random: () => 1,
      locks,
      channel,
      listener: {
        hello: () => heard.push('hello'),
        changed: ({ conversation }) => heard.push(conversation),
        company: () => heard.push('company'),
        past: (progress) => heard.push(`past ${progress?.over}`),
        live: () => heard.push('live'),
        lost: () => heard.push('lost'),
      },
    });
    return { heard, stop };
  };
  return { tab, streams };
}

describe('tabs of one browser', () => {
  it('hear everything through one stream', async () => {
    const { tab, streams } = browser();
    const [first, second] = [tab(), tab()];
    await vi.waitFor(() => expect(streams).toHaveLength(1));
    streams[0]?.tell('hello');
    streams[0]?.tell('changed', '{"conversation":"c1","version":2}');
    streams[0]?.tell('company');
    streams[0]?.tell('past', '{"over":3,"of":30}');
    expect(first.heard).toEqual(['hello', 'c1', 'company', 'past 3']);
    expect(second.heard).toEqual(first.heard);
    expect(streams).toHaveLength(1);
  });

  it('tell a new one that the stream is up', async () => {
    const { tab, streams } = browser();
    tab();
    await vi.waitFor(() => expect(streams).toHaveLength(1));
    streams[0]?.tell('hello');
    expect(tab().heard).toEqual(['live']);
  });

  it('go on when the one that listened is closed', async () => {
    const { tab, streams } = browser();
    const [first, second] = [tab(), tab()];
    await vi.waitFor(() => expect(streams).toHaveLength(1));
    first.stop();
    expect(streams[0]?.closed).toBe(true);
    await vi.waitFor(() => expect(streams).toHaveLength(2));
    streams[1]?.tell('hello');
    expect(second.heard).toEqual(['hello']);
  });
});
