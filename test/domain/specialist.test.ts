import { describe, expect, it } from 'vitest';
import type { Engagement } from '../../src/domain/engagement.ts';
import { presenceAt } from '../../src/domain/specialist.ts';

const now = new Date('2026-03-02T09:00:00Z');
const said = (availability: 'available' | 'away' | 'off', awayUntil: string | null = null) => ({
  availability,
  awayUntil: awayUntil === null ? null : new Date(awayUntil),
});
const planned = (absent: boolean, onShift: boolean, here = true, engaged: Engagement | null = null) => ({ absent, onShift, here, engaged });

describe('R16: presence', () => {
  it.each([
    [said('available'), planned(false, true), 'available'],
    [said('available'), planned(true, true), 'absent'],
    [said('available'), planned(true, false), 'absent'],
    [said('available'), planned(false, false), 'off-shift'],
    [said('away'), planned(false, true), 'away'],
    [said('away', '2026-03-02T09:01:00Z'), planned(true, true), 'away'],
    [said('away', '2026-03-02T09:00:00Z'), planned(false, true), 'available'],
    [said('away', '2026-03-02T08:00:00Z'), planned(false, false), 'off-shift'],
    [said('available'), planned(false, true, false), 'not-here'],
    [said('available'), planned(false, false, false), 'off-shift'],
    [said('away'), planned(false, true, false), 'away'],
    [said('available'), planned(false, true, true, 'meeting'), 'at-meeting'],
    [said('available'), planned(false, true, false, 'call'), 'on-call'],
    [said('available'), planned(false, false, true, 'meeting'), 'off-shift'],
    [said('away'), planned(false, true, true, 'call'), 'away'],
    [said('off', '2026-03-02T08:00:00Z'), planned(false, true), 'off'],
  ] as const)('of one who said %j with %j planned is %s', (word, plans, presence) => {
    expect(presenceAt(word, plans, now)).toBe(presence);
  });
});
