import { describe, expect, it } from 'vitest';
import type { Hint } from '../../src/live/live.ts';
import { createLive, type Exchange } from '../../src/live/notify.ts';
import { until } from '../support/until.ts';

/** A database's NOTIFY: whoever listens hears everything, the sender too. */
function exchange() {
  const listeners = new Set<(payload: string) => void>();
  const payloads: string[] = [];
  const db: Exchange = {
    notify: async (payload) => {
      payloads.push(payload);
      for (const tell of listeners) tell(payload);
    },
    listen: async (heard) => {
      listeners.add(heard);
      return async () => void listeners.delete(heard);
    },
  };
  return { db, payloads, listeners };
}

const log = { warn() {} };

function listener(topic: Hint['topic'], live: { subscribe: (topic: Hint['topic'], heard: (hint: Hint) => void) => unknown }): Hint[] {
  const heard: Hint[] = [];
  live.subscribe(topic, (hint) => heard.push(hint));
  return heard;
}

describe('processes on one database', () => {
  it('tell each other, and themselves once', async () => {
    const { db } = exchange();
    const [one, two] = [await createLive({ db, newId: () => 'one', log }), await createLive({ db, newId: () => 'two', log })];
    const [here, there] = [listener('all', one), listener('all', two)];
    one.publish([{ topic: 'all', conversation: 'c', version: 3 }]);
    expect(here).toEqual([{ topic: 'all', conversation: 'c', version: 3 }]);
    await until('the other process is told', () => there.length > 0);
    expect([here.length, there]).toEqual([1, [{ topic: 'all', conversation: 'c', version: 3 }]]);
  });

  it('send what is published together in one message', async () => {
    const { db, payloads } = exchange();
    const live = await createLive({ db, newId: () => 'one', log });
    live.publish([{ topic: 'window:1' }]);
    live.publish([{ topic: 'window:2' }]);
    await until('it is sent', () => payloads.length > 0);
    expect(payloads).toHaveLength(1);
  });

  it('never send more than the database carries, and lose nothing', async () => {
    const { db, payloads } = exchange();
    const [one, two] = [await createLive({ db, newId: () => 'one', log }), await createLive({ db, newId: () => 'two', log })];
    const hints = Array.from({ length: 1000 }, (_, n): Hint => ({ topic: 'all', conversation: `conversation-${n}`, version: n }));
    const there = listener('all', two);
    one.publish(hints);
    await until('all are told', () => there.length >= hints.length);
    expect(there.map((each) => each.conversation)).toEqual(hints.map((each) => each.conversation));
    expect(Math.max(...payloads.map((each) => each.length))).toBeLessThanOrEqual(8000);
  });

  it('send the newest of several hints about one conversation', async () => {
    const { db } = exchange();
    const [one, two] = [await createLive({ db, newId: () => 'one', log }), await createLive({ db, newId: () => 'two', log })];
    const there = listener('all', two);
    one.publish([1, 2, 3].map((version): Hint => ({ topic: 'all', conversation: 'c', version })));
    await until('the other process is told', () => there.length > 0);
    expect(there).toEqual([{ topic: 'all', conversation: 'c', version: 3 }]);
  });

  it('go on when the database cannot be told', async () => {
    const warned: string[] = [];
    const db: Exchange = { notify: () => Promise.reject(new Error('away')), listen: async () => async () => {} };
    const live = await createLive({ db, newId: () => 'one', log: { warn: (_, message) => void warned.push(message) } });
    const here = listener('all', live);
    live.publish([{ topic: 'all' }]);
    await until('the failure is noted', () => warned.length > 0);
    live.publish([{ topic: 'all' }]);
    await until('the second failure is noted', () => warned.length > 1);
    expect(here).toHaveLength(2);
  });

  it.each(['', 'nonsense', '{}', '{"from":1,"hints":[]}', '{"from":"x","hints":[{}]}'])(
    'pass over what they do not understand: %j',
    async (payload) => {
      const { db, listeners } = exchange();
      const live = await createLive({ db, newId: () => 'one', log });
      const here = listener('all', live);
      for (const tell of listeners) tell(payload);
      expect(here).toEqual([]);
    },
  );
});
