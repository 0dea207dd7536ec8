import { describe, expect, it } from 'vitest';
import { createHub } from '../../src/live/hub.ts';
import type { Hint } from '../../src/live/live.ts';

describe('the hub', () => {
  it('tells those who listen to the topic, and nobody else', () => {
    const hub = createHub();
    const heard: Hint[] = [];
    hub.subscribe('window:1', (hint) => heard.push(hint));
    hub.publish([{ topic: 'window:2' }, { topic: 'window:1' }, { topic: 'all', conversation: 'c', version: 1 }]);
    expect(heard).toEqual([{ topic: 'window:1' }]);
  });

  it('tells a function that subscribed twice twice, until each is ended', () => {
    const hub = createHub();
    let count = 0;
    const listener = () => {
      count += 1;
    };
    const first = hub.subscribe('all', listener);
    const second = hub.subscribe('all', listener);
    hub.publish([{ topic: 'all' }]);
    first();
    first();
    hub.publish([{ topic: 'all' }]);
    second();
    hub.publish([{ topic: 'all' }]);
    expect(count).toBe(3);
  });

  it('lets a listener end itself while it is told', () => {
    const hub = createHub();
    let count = 0;
    const end = hub.subscribe('all', () => {
      count += 1;
      end();
    });
    hub.subscribe('all', () => {
      count += 10;
    });
    hub.publish([{ topic: 'all' }, { topic: 'all' }]);
    expect(count).toBe(21);
  });

  it('tells nobody after it was closed', async () => {
    const hub = createHub();
    let count = 0;
    hub.subscribe('all', () => {
      count += 1;
    });
    await hub.close();
    hub.publish([{ topic: 'all' }]);
    expect(count).toBe(0);
  });
});
