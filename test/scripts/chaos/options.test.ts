import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../scripts/chaos/options.ts';
import { seeded } from '../../../src/demo/random.ts';

describe('the options of chaos', () => {
  it('are the whole of it when nothing is said: twenty kills on Postgres, five on PGlite, five stops of Postgres', () => {
    expect(readOptions([])).toMatchObject({ seed: 1, times: { 'postgres-kills': 20, 'pglite-kills': 5, 'postgres-stops': 5 } });
  });

  it('leave out the phases that were not asked for', () => {
    expect(readOptions(['--only=two-servers', '--quick', '--seed=4'])).toMatchObject({
      seed: 4,
      times: { 'postgres-kills': 0, 'pglite-kills': 0, 'postgres-stops': 0, 'two-servers': 2 },
    });
  });

  it('name what they do not know', () => {
    expect(() => readOptions(['--only=fire'])).toThrow('no such phase: fire');
    expect(() => readOptions(['--seed=now'])).toThrow('--seed');
  });
});

describe('moments chosen by a seed', () => {
  const draw = (seed: number) => Array.from({ length: 5 }, seeded(seed).next);

  it('are the same for the same seed, and others for another', () => {
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });

  it('stay within their bounds', () => {
    const random = seeded(9);
    const drawn = Array.from({ length: 1000 }, () => random.between(300, 1200));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(300);
    expect(Math.max(...drawn)).toBeLessThan(1200);
  });
});
