import { describe, expect, it } from 'vitest';
import { selfTimes } from '../../../scripts/bench/profile.ts';

const node = (id: number, functionName: string, url = '') => ({ id, callFrame: { functionName, url, lineNumber: 0 } });

describe('a CPU profile', () => {
  it('is read as shares of the time in which something was done', () => {
    const nodes = [node(1, '(idle)'), node(2, 'flush', 'file:///x/src/engine/flush.ts'), node(3, 'parse', '/x/node_modules/zod/index.js')];
    expect(selfTimes({ nodes, samples: [1, 2, 3, 2], timeDeltas: [100, 10, 10, 20] })).toEqual([
      { what: 'flush src/engine/flush.ts:1', share: 0.75 },
      { what: 'parse zod/index.js:1', share: 0.25 },
    ]);
  });
});
