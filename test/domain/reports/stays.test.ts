import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DepartmentId, SpecialistId } from '../../../src/domain/ids.ts';
import { type StayMark, stayMarks, staysOf } from '../../../src/domain/reports/stays.ts';

const [client, sales] = ['client' as DepartmentId, 'sales' as DepartmentId];
const [anna, boris] = ['anna' as SpecialistId, 'boris' as SpecialistId];
const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute));
const nowhereElse = () => null;

/** `9:minute what who rule`, as the log has it. */
function log(
  ...lines: readonly (readonly [number, StayMark['what'], (SpecialistId | null)?, (string | undefined)?, DepartmentId?])[]
): StayMark[] {
  return lines.map(([minute, what, specialist = null, rule, department = client], i) => ({
    n: i + 1,
    at: at(minute),
    what,
    department,
    specialist,
    rule: rule ?? null,
  }));
}

const told = (marks: readonly StayMark[]) =>
  staysOf(marks, nowhereElse).map(({ specialist, from, until, isNew, ended }) => [
    specialist ?? 'queue',
    from.getUTCMinutes(),
    until?.getUTCMinutes() ?? null,
    isNew,
    ended,
  ]);

describe('where a conversation was (R28)', () => {
  it('is with whoever was found, until it is resolved', () => {
    expect(told(log([0, 'assigned', anna, 'owner'], [20, 'resolved', anna]))).toEqual([['anna', 0, 20, false, 'resolved']]);
  });

  it('is the queue, until somebody is found, however often they are sought in vain', () => {
    const marks = log([0, 'queued'], [5, 'taken'], [6, 'transferred'], [9, 'assigned', anna, 'least-loaded']);
    expect(told(marks)).toEqual([
      ['queue', 0, 9, false, 'assigned'],
      ['anna', 9, null, true, null],
    ]);
  });

  it('is another queue, once it waits for another department', () => {
    const marks = log([0, 'queued'], [5, 'transferred', null, undefined, sales], [5, 'queued', null, undefined, sales], [7, 'resolved']);
    expect(told(marks)).toEqual([
      ['queue', 0, 5, false, 'queued'],
      ['queue', 5, 7, false, 'resolved'],
    ]);
  });

  it('changes hands in a takeover, and what comes back to somebody is not new to them', () => {
    const marks = log(
      [0, 'assigned', anna, 'least-loaded'],
      [4, 'assigned', boris, 'stand-in'],
      [9, 'handed-back'],
      [9, 'assigned', anna, 'by-hand'],
    );
    expect(told(marks)).toEqual([
      ['anna', 0, 4, true, 'assigned'],
      ['boris', 4, 9, true, 'handed-back'],
      ['anna', 9, null, false, null],
    ]);
  });

  it('is nowhere between a resolve and a reopening, and stays with whoever has it when its client is only named', () => {
    const marks = log(
      [0, 'assigned', anna, 'owner'],
      [3, 'client-named', anna],
      [5, 'resolved', anna],
      [20, 'reopened', anna],
      [20, 'assigned', anna, 'same-person'],
      [30, 'parted'],
    );
    expect(told(marks)).toEqual([
      ['anna', 0, 5, false, 'resolved'],
      ['anna', 20, 30, false, 'parted'],
    ]);
  });

  it('is released where another client’s department is to serve it', () => {
    const marks = log([0, 'assigned', anna, 'owner'], [3, 'client-named', null], [3, 'queued', null, undefined, sales]);
    expect(told(marks)).toEqual([
      ['anna', 0, 3, false, 'client-named'],
      ['queue', 3, null, false, null],
    ]);
  });

  it('takes the place of whoever met the client where they work (R7)', () => {
    const [stay] = staysOf(log([0, 'assigned', anna, 'met']), () => sales);
    expect(stay).toMatchObject({ department: sales, specialist: anna });
  });

  it('adds up to all the time it was open, without a moment twice', () => {
    const mark = fc.record({
      minutes: fc.integer({ min: 0, max: 50 }),
      what: fc.constantFrom(...stayMarks),
      specialist: fc.constantFrom(anna, boris, null),
      department: fc.constantFrom(client, sales),
    });
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 30 }), (steps) => {
        let time = at(0).getTime();
        const marks = steps.map(({ minutes, ...rest }, i): StayMark => {
          time += minutes * 60_000;
          return { ...rest, n: i + 1, at: new Date(time), rule: null };
        });
        const stays = staysOf(marks, nowhereElse);
        const end = new Date(time + 60_000);
        stays.forEach((stay, i) => {
          expect(stay.from.getTime()).toBeGreaterThanOrEqual(stays[i - 1]?.until?.getTime() ?? 0);
          expect(stay.until === null).toBe(stay.ended === null);
          if (stay.until === null) expect(i).toBe(stays.length - 1);
        });
        const sum = stays.reduce((all, { from, until }) => all + (until ?? end).getTime() - from.getTime(), 0);
        expect(sum).toBe(openTime(marks, end));
      }),
    );
  });
});

/** Moment by moment: whether anybody had it, or a queue. */
function openTime(marks: readonly StayMark[], end: Date): number {
  let sum = 0;
  let where: 'somebody' | 'queue' | 'nowhere' = 'nowhere';
  marks.forEach(({ what, specialist }, i) => {
    if (what === 'assigned') where = specialist === null ? 'nowhere' : 'somebody';
    else if (what === 'queued') where = 'queue';
    else if (['reopened', 'resolved', 'closed', 'parted'].includes(what)) where = 'nowhere';
    else if (where === 'somebody' && (what !== 'client-named' || specialist === null)) where = 'nowhere';
    if (where !== 'nowhere') sum += (marks[i + 1]?.at ?? end).getTime() - (marks[i]?.at ?? end).getTime();
  });
  return sum;
}
