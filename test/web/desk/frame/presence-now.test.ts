import { describe, expect, it } from 'vitest';
import { presenceNow, untilOf } from '../../../../src/web/desk/frame/presence-now.ts';

const until = '2026-03-02T09:20:00.000Z';
const said = { availability: 'available', awayUntil: null, presence: 'on-call', engagedUntil: until } as const;

describe('R16: who is on a call', () => {
  it('is back by themselves when it is over, without asking the server', () => {
    expect(presenceNow(said, new Date('2026-03-02T09:19:59Z'))).toBe('on-call');
    expect(presenceNow(said, new Date(until))).toBe('available');
  });

  it('is shown until when', () => {
    expect(untilOf(said, 'on-call')).toBe(until);
    expect(untilOf(said, 'available')).toBeNull();
    expect(untilOf({ ...said, awayUntil: until }, 'away')).toBe(until);
  });

  it('stays what they said themselves', () => {
    expect(presenceNow({ ...said, presence: 'away', engagedUntil: until }, new Date('2026-03-03T00:00:00Z'))).toBe('away');
    expect(presenceNow(null, new Date())).toBe('available');
  });
});
