import { describe, expect, it } from 'vitest';
import { changedSchedule, newSchedule, readSchedule } from '../../../../src/web/desk/clients/schedule-draft.ts';

const known = { today: '2026-03-02', lines: ['subscription'], currency: 'RUB' };
const begun = newSchedule('k', known);

describe('R32: a payment schedule that is typed', () => {
  it('begins today, in the currency used last', () => {
    expect(readSchedule({ ...begun, amount: '20 000,50' })).toEqual({
      ok: true,
      schedule: {
        ...{ key: 'k', productLine: 'subscription', recurrence: { monthly: 2 }, amount: 2_000_050, currency: 'RUB' },
        ...{ from: '2026-03-02', until: null, replaces: null },
      },
    });
  });

  it('takes dates as people write them', () => {
    const read = readSchedule({ ...begun, amount: '1', how: 'dates', dates: '10.03.2026, 2026-06-10;\n1.9.2026' });
    expect(read).toMatchObject({ ok: true, schedule: { recurrence: { dates: ['2026-03-10', '2026-06-10', '2026-09-01'] } } });
  });

  it.each([
    [{ amount: '0' }, 'amount'],
    [{ amount: '1', currency: 'R' }, 'currency'],
    [{ amount: '1', line: ' ' }, 'line'],
    [{ amount: '1', monthly: '32' }, 'monthly'],
    [{ amount: '1', how: 'dates', dates: '31.02.2026' }, 'dates'],
    [{ amount: '1', how: 'dates', dates: '' }, 'dates'],
    [{ amount: '1', how: 'once', once: '' }, 'once'],
    [{ amount: '1', from: '' }, 'from'],
    [{ amount: '1', until: '2026-03-01' }, 'until'],
    [{ amount: '1', how: 'once', once: '2026-03-01' }, 'never'],
    [{ amount: '1', monthly: '31', until: '2026-03-30' }, 'never'],
  ] as const)('%j is said to be wrong', (typed, mistake) => {
    const read = readSchedule({ ...begun, ...typed });
    expect(read.ok ? [] : [...read.mistakes]).toEqual([mistake]);
  });

  it('changed, speaks from today on and names what it takes the place of; over, expects nothing', () => {
    const stored = { schedule: 'a', newest: 'b', productLine: 'subscription', recurrence: { monthly: 31 }, amount: 150, currency: 'RUB' };
    const draft = changedSchedule('k', known.today, { ...stored, from: '2025-01-01', until: null });
    expect(readSchedule(draft)).toMatchObject({
      schedule: { amount: 150, from: '2026-03-02', recurrence: { monthly: 31 }, replaces: { schedule: 'a', newest: 'b' } },
    });
    expect(readSchedule({ ...draft, over: true })).toMatchObject({ schedule: { amount: 0 } });
  });
});
