import { describe, expect, it } from 'vitest';
import { compare } from '../../../scripts/chaos/compare.ts';

const said = (...places: readonly (readonly [id: string, seq: number])[]) => places.map(([id, seq]) => ({ id, seq }));
const sound = { lost: 0, doubled: 0, disordered: 0, unasked: 0 };

describe('a history compared with what was acknowledged', () => {
  it('is sound when it holds everything where it was acknowledged', () => {
    expect(compare(said(['a', 1], ['b', 4]), said(['a', 1], ['b', 4]))).toEqual(sound);
  });

  it('has lost what is not there', () => {
    expect(compare(said(['a', 1], ['b', 4]), said(['a', 1]))).toEqual({ ...sound, lost: 1 });
  });

  it('has doubled what is there twice', () => {
    expect(compare(said(['a', 1]), said(['a', 1], ['a', 2]))).toEqual({ ...sound, doubled: 1 });
  });

  it('is out of order when a later message stands before an earlier one', () => {
    expect(compare(said(['a', 4], ['b', 1]), said(['b', 1], ['a', 4]))).toEqual({ ...sound, disordered: 1 });
  });

  it('is out of order when a message stands elsewhere than acknowledged', () => {
    expect(compare(said(['a', 1]), said(['a', 2]))).toEqual({ ...sound, disordered: 1 });
  });

  it('holds nothing that was never acknowledged', () => {
    expect(compare(said(['a', 1]), said(['a', 1], ['x', 2]))).toEqual({ ...sound, unasked: 1 });
  });
});
