import { describe, expect, it } from 'vitest';
import type { SpecialistId } from '../../../src/domain/ids.ts';
import { factsOf, isAwaited } from '../../../src/domain/reports/facts-of.ts';
import type { Counted } from '../../../src/domain/reports/log.ts';
import { at, client, finance, hold, hours, log, minutes, of, olga, pavel, sales, sonya, turn, working } from './stated-log.ts';

describe('R13: a first answer', () => {
  it('is counted from the end of the questions, and from the first message beside it', () => {
    const facts = factsOf(log({ turns: [turn(1, '2026-03-02 10:04', [hold(1, olga, '2026-03-02 10:05', '2026-03-02 10:07')])] }), working);
    const same = { state: 'done', ok: true, specialist: olga, department: client };
    expect(of(facts, 'first')).toMatchObject([
      { ...same, at: at('2026-03-02 10:04'), workingSeconds: minutes(3), calendarSeconds: minutes(3) },
    ]);
    expect(of(facts, 'first-message')).toMatchObject([{ ...same, at: at('2026-03-02 10:00'), workingSeconds: minutes(7) }]);
    expect(of(facts, 'next')).toEqual([]);
  });

  it('to whom we wrote first is counted from what they wrote, not from when we did', () => {
    const answered = turn(1, '2026-03-03 10:04', [hold(1, olga, '2026-03-03 10:04', '2026-03-03 10:07')]);
    expect(of(factsOf(log({ isByUs: true, turns: [answered] }), working), 'first-message')).toMatchObject([
      { at: at('2026-03-03 10:04'), calendarSeconds: minutes(3) },
    ]);
  });

  it('over a weekend takes the working time of it, and the calendar’s beside it', () => {
    const facts = factsOf(log({ turns: [turn(1, '2026-03-06 17:50', [hold(1, olga, '2026-03-06 17:50', '2026-03-09 09:05')])] }), working);
    expect(of(facts, 'first')).toMatchObject([{ workingSeconds: minutes(15), calendarSeconds: hours(63) + minutes(15) }]);
  });

  it('over a holiday and a change of the hours takes each day by its own', () => {
    // Tuesday 17:00 to 18:00, Wednesday and Thursday ten to six, Good Friday nothing, Monday ten to eleven.
    const facts = factsOf(log({ turns: [turn(1, '2026-03-31 17:00', [hold(1, olga, '2026-03-31 17:00', '2026-04-06 11:00')])] }), working);
    expect(of(facts, 'first')).toMatchObject([{ workingSeconds: hours(1 + 8 + 8 + 1), calendarSeconds: hours(138) }]);
  });

  it('in the night the clock jumps takes an hour less than the wall shows', () => {
    const night = hold(1, sonya, '2026-03-29 01:30', '2026-03-29 03:30', { department: finance });
    const facts = factsOf(log({ department: finance, turns: [turn(1, '2026-03-29 01:30', [night])] }), working);
    expect(of(facts, 'first')).toMatchObject([{ workingSeconds: hours(1), calendarSeconds: hours(1) }]);
  });

  it('after a takeover is credited to who gave it, its breach stays with who was late, and it was not within the deadline', () => {
    const late = hold(1, olga, '2026-03-02 10:00', '2026-03-02 10:05', { lapsedAt: at('2026-03-02 10:04') });
    const facts = factsOf(
      log({ turns: [turn(1, '2026-03-02 10:00', [late, hold(2, pavel, '2026-03-02 10:05', '2026-03-02 10:08')])] }),
      working,
    );
    expect(of(facts, 'first')).toMatchObject([{ specialist: pavel, ok: false, workingSeconds: minutes(8) }]);
    expect(of(facts, 'violation')).toMatchObject([{ specialist: olga, rule: 'first', ok: false, turn: 1, hold: 1 }]);
  });

  it('of two departments takes each part by the hours of who had it then, and what nobody had by whose it became', () => {
    // Friday: with the client department from 17:30 until it closes; finance, that never closes, has it from 20:00 to 21:00.
    const first = hold(1, olga, '2026-03-06 17:30', '2026-03-06 19:00');
    const second = hold(2, sonya, '2026-03-06 20:00', '2026-03-06 21:00', { department: finance });
    const facts = factsOf(log({ turns: [turn(1, '2026-03-06 17:20', [first, second])] }), working);
    expect(of(facts, 'first')).toMatchObject([
      { department: finance, workingSeconds: minutes(40) + hours(2), calendarSeconds: minutes(220) },
    ]);
  });

  it('counts once it has arrived; until then the client waits, whoever wrote it', () => {
    const answered = turn(1, '2026-03-02 10:00', [hold(1, olga, '2026-03-02 10:00', '2026-03-02 10:02')], { deliveredAt: null });
    const underway = log({ turns: [answered] });
    expect(of(factsOf(underway, working), 'first')).toMatchObject([
      { state: 'open', until: null, workingSeconds: null, ok: null, specialist: olga },
    ]);
    expect(isAwaited(underway)).toBe(true);
    const inChat = { ...underway, channel: 'webchat' };
    expect(of(factsOf(inChat, working), 'first')).toMatchObject([{ state: 'done', workingSeconds: minutes(2) }]);
    expect(isAwaited(inChat)).toBe(false);
  });

  it('that never came is unanswered, that was not needed is waived, that is owed elsewhere is counted there', () => {
    const ended = (closedReason: string) =>
      factsOf(log({ turns: [turn(1, '2026-03-02 10:00', [], { closedAt: at('2026-03-02 12:00'), closedReason })] }), working);
    expect(of(ended('resolved'), 'first')).toMatchObject([{ state: 'unanswered', ok: null }]);
    expect(of(ended('waived'), 'first')).toMatchObject([{ state: 'waived', calendarSeconds: hours(2) }]);
    expect(of(ended('joined'), 'first')).toEqual([]);
  });

  it('of whom nobody has yet waits in the department it waits in', () => {
    const facts = factsOf(log({ specialist: null, turns: [turn(1, '2026-03-02 10:00', [])] }), working);
    expect(of(facts, 'first')).toMatchObject([{ state: 'open', department: client, specialist: null }]);
  });

  it('of a department whose hours nobody knows takes the time by the clock', () => {
    const night = hold(1, pavel, '2026-03-02 22:00', '2026-03-02 23:00', { department: sales });
    expect(of(factsOf(log({ turns: [turn(1, '2026-03-02 22:00', [night])] }), working), 'first')).toMatchObject([
      { workingSeconds: hours(1) },
    ]);
  });
});

describe('R13: later answers', () => {
  it('are counted turn by turn, each from the oldest message it answers', () => {
    const turns = [
      turn(1, '2026-03-02 10:00', [hold(1, olga, '2026-03-02 10:00', '2026-03-02 10:02')]),
      turn(2, '2026-03-02 11:00', [hold(1, olga, '2026-03-02 11:00', '2026-03-02 11:30')]),
      turn(3, '2026-03-02 12:00', [hold(1, olga, '2026-03-02 12:00', null)]),
    ];
    expect(of(factsOf(log({ turns }), working), 'next')).toMatchObject([
      { turn: 2, state: 'done', workingSeconds: minutes(30) },
      { turn: 3, state: 'open', workingSeconds: null, specialist: olga },
    ]);
  });

  it('that were promised break the promise of whoever gave it', () => {
    const promised = hold(2, olga, '2026-03-02 11:02', '2026-03-02 16:00', {
      kind: 'promise',
      lapsedAt: at('2026-03-02 15:40'),
      isExcused: true,
    });
    const turns = [turn(2, '2026-03-02 11:00', [hold(1, olga, '2026-03-02 11:00', '2026-03-02 11:02'), promised])];
    expect(of(factsOf(log({ turns }), working), 'violation')).toMatchObject([{ rule: 'promise', ok: true, at: at('2026-03-02 15:40') }]);
  });
});

/** Whoever had it before has it no longer as it is resolved, handed on or queued. */
const counted = (metric: string, when: string, who: Partial<Counted> = {}): Counted => ({
  ...{ metric, at: at(when), department: client, specialist: null, by: null },
  ...who,
});

describe('R13: a resolution', () => {
  const answered = turn(1, '2026-03-02 10:00', [hold(1, olga, '2026-03-02 10:00', '2026-03-02 10:30')]);
  const again = turn(2, '2026-03-03 10:00', [hold(1, pavel, '2026-03-03 10:00', '2026-03-03 11:00')]);

  it('is the time in which it was ours; what it waited for the client stands apart', () => {
    const facts = factsOf(
      log({
        turns: [answered],
        counted: [counted('assigned', '2026-03-02 10:00', { specialist: olga }), counted('resolved', '2026-03-02 12:00', { by: pavel })],
        resolvedAt: at('2026-03-02 12:00'),
      }),
      working,
    );
    expect(of(facts, 'resolution')).toMatchObject([
      { at: at('2026-03-02 12:00'), workingSeconds: minutes(30), calendarSeconds: minutes(30), value: minutes(90), specialist: olga },
    ]);
  });

  it('is taken back by a reopening, and takes the place of the former once it is resolved again', () => {
    const had = counted('assigned', '2026-03-02 10:00', { specialist: olga });
    const first = [had, counted('resolved', '2026-03-02 12:00'), counted('reopened', '2026-03-03 10:00')];
    const open = factsOf(log({ turns: [answered, again], counted: first }), working);
    expect(of(open, 'resolution')).toEqual([]);
    expect(of(open, 'reopened')).toMatchObject([{ at: at('2026-03-03 10:00'), specialist: olga }]);
    const second = [...first, counted('assigned', '2026-03-03 10:00', { specialist: pavel }), counted('resolved', '2026-03-03 12:00')];
    const facts = factsOf(log({ turns: [answered, again], counted: second, resolvedAt: at('2026-03-03 12:00') }), working);
    expect(of(facts, 'resolution')).toMatchObject([{ at: at('2026-03-03 12:00'), specialist: pavel, workingSeconds: minutes(90) }]);
    expect(of(facts, 'reopened')).toHaveLength(1);
  });

  it('of what nobody had is credited to who resolved it, and to nobody where it ended by itself', () => {
    const queued = [counted('assigned', '2026-03-02 10:00', { specialist: olga }), counted('queued', '2026-03-02 11:00')];
    const resolved = (by: SpecialistId | null) => {
      const all = [...queued, counted('resolved', '2026-03-02 12:00', { by })];
      return of(factsOf(log({ turns: [answered], counted: all, resolvedAt: at('2026-03-02 12:00') }), working), 'resolution');
    };
    expect(resolved(pavel)).toMatchObject([{ specialist: pavel }]);
    expect(resolved(null)).toMatchObject([{ specialist: null }]);
  });
});

describe('R12, R18: what is counted of a conversation besides', () => {
  it('is who was found and by which right, who was sought in vain, and what was given beyond the limit', () => {
    const found = { at: at('2026-03-02 10:00'), department: client, reason: 'opened', isOverload: false };
    const assignments = [
      { ...found, specialist: null, rule: 'nobody:all-full' },
      { ...found, specialist: olga, rule: 'by-hand', isOverload: true },
    ];
    expect(of(factsOf(log({ assignments }), working), 'assignment')).toMatchObject([
      { state: 'open', specialist: null, rule: 'nobody:all-full', ok: false },
      { state: 'done', specialist: olga, rule: 'by-hand', ok: true },
    ]);
  });

  it('goes by the size the client had then', () => {
    const sizes = [
      { from: at('2026-01-01 00:00'), size: 'small' },
      { from: at('2026-03-02 11:00'), size: 'key' },
    ];
    const turns = [
      turn(1, '2026-03-02 10:00', [hold(1, olga, '2026-03-02 10:00', '2026-03-02 10:02')]),
      turn(2, '2026-03-02 12:00', [hold(1, olga, '2026-03-02 12:00', '2026-03-02 12:02')]),
    ];
    const facts = factsOf(log({ turns, sizes }), working);
    expect([of(facts, 'first')[0]?.size, of(facts, 'next')[0]?.size]).toEqual(['small', 'key']);
  });

  it('is what was handed on, of who did so, in the department that had it', () => {
    const had = counted('assigned', '2026-03-02 10:00', { specialist: olga });
    const all = [counted('opened', '2026-03-02 10:00'), had, counted('transferred', '2026-03-02 11:00', { department: sales, by: pavel })];
    expect(of(factsOf(log({ counted: all }), working), 'transfer')).toMatchObject([{ department: client, specialist: pavel }]);
  });

  it('is how the client found it, of whoever had it when it was resolved', () => {
    const all = [counted('assigned', '2026-03-02 10:00', { specialist: pavel }), counted('resolved', '2026-03-02 12:00', { by: olga })];
    const rated = log({
      counted: all,
      specialist: null,
      resolvedAt: at('2026-03-02 12:00'),
      rating: { score: 4, at: at('2026-03-02 13:00') },
    });
    expect(of(factsOf(rated, working), 'rating')).toMatchObject([{ value: 4, specialist: pavel, at: at('2026-03-02 13:00') }]);
  });
});
