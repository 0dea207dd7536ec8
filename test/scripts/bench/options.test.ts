import { describe, expect, it } from 'vitest';
import { readOptions, sectionNames } from '../../../scripts/bench/options.ts';

describe('the bench’s options', () => {
  it('run everything when nothing is said', () => {
    expect([...(readOptions([])?.sections ?? [])]).toEqual([...sectionNames]);
  });

  it('choose sections and seconds', () => {
    const options = readOptions(['--only=open,floor', '--seconds=3', '--json']);
    expect(options).toMatchObject({ json: true, scale: { seconds: 3, visitors: 512 } });
    expect([...(options?.sections ?? [])]).toEqual(['open', 'floor']);
  });

  it('name what they do not know', () => {
    expect(() => readOptions(['--only=open,shut'])).toThrow('no such section: shut');
    expect(() => readOptions(['--seconds=soon'])).toThrow('--seconds');
    expect(() => readOptions(['--fast'])).toThrow('--fast');
  });
});
