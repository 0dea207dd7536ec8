import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listen, retryMs } from '../../../src/web/desk/live.ts';

class Stream extends EventTarget implements Pick<EventSource, 'close'> {
  closed = false;
  close(): void {
    this.closed = true;
  }
  tell(type: string, data: string): void {
    this.dispatchEvent(Object.assign(new Event(type), { data }));
  }
}

function world() {
  const streams: Stream[] = [];
  const heard: string[] = [];
  const stop = listen({
    open: () => {
      const stream = new Stream();
      streams.push(stream);
      // the part of EventSource that is used
      return stream as unknown as EventSource;
    },
    random: () => 1,
    listener: {
      hello: () => heard.push('hello'),
      changed: ({ conversation, version }) => heard.push(`${conversation}@${version}`),
      company: () => heard.push('company'),
      past: (progress) => heard.push(progress === null ? 'past' : `${progress.over}/${progress.of}`),
      live: () => heard.push('live'),
      lost: () => heard.push('lost'),
    },
  });
  return { streams, heard, stop };
}

describe('live hints', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('greets and passes hints on, and ignores what is none', () => {
    const { streams, heard } = world();
    streams[0]?.tell('hello', '{}');
    streams[0]?.tell('changed', '{"conversation":"c1","version":3}');
    streams[0]?.tell('changed', 'not json');
    streams[0]?.tell('changed', '{"version":3}');
    expect(heard).toEqual(['hello', 'c1@3']);
  });

  it('says how far the demo company’s past is made, and that it is there', () => {
    const { streams, heard } = world();
    for (const data of ['{"over":3,"of":30}', 'not json', 'null']) streams[0]?.tell('past', data);
    expect(heard).toEqual(['3/30', 'past', 'past']);
  });

  it('connects again by itself after any error', () => {
    const { streams, heard } = world();
    streams[0]?.tell('error', '');
    expect(streams[0]?.closed).toBe(true);
    vi.advanceTimersByTime(500);
    streams[1]?.tell('hello', '{}');
    expect(heard).toEqual(['lost', 'hello']);
  });

  it('stops when told', () => {
    const { streams, stop } = world();
    streams[0]?.tell('error', '');
    stop();
    vi.advanceTimersByTime(60_000);
    expect(streams).toHaveLength(1);
  });

  it('waits longer and longer, up to 15 s, and never all at the same time', () => {
    expect([0, 1, 2, 10].map((attempt) => retryMs(attempt, () => 1))).toEqual([500, 1000, 2000, 15_000]);
    expect(retryMs(1, () => 0)).toBe(500);
  });
});
