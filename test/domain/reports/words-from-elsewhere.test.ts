import { describe, expect, it } from 'vitest';
import type { ConversationId, DepartmentId, SpecialistId } from '../../../src/domain/ids.ts';
import { factsOf } from '../../../src/domain/reports/facts-of.ts';
import type { ConversationLog, LoggedTurn } from '../../../src/domain/reports/log.ts';

const minute = 60_000;
const begin = Date.parse('2026-03-02T09:00:00Z');
const at = (minutes: number) => new Date(begin + minutes * minute);
const client = 'client' as DepartmentId;
const [olga, pavel] = ['olga' as SpecialistId, 'pavel' as SpecialistId];

/** It is always working time. */
const always = (_: DepartmentId, from: Date, until: Date) => until.getTime() - from.getTime();

const turn = (n: number, opened: number, more: Partial<LoggedTurn>): LoggedTurn => ({
  n,
  openedAt: at(opened),
  answeredAt: null,
  answeredBy: null,
  deliveredAt: null,
  closedAt: null,
  closedReason: null,
  holds: [],
  ...more,
});

const answered = (by: SpecialistId, minutes: number) => ({ answeredAt: at(minutes), answeredBy: by });

const conversation = (more: Partial<ConversationLog>): ConversationLog => ({
  id: 'conversation' as ConversationId,
  client: null,
  department: client,
  specialist: olga,
  begunIn: 'webchat',
  channel: 'webchat',
  isByUs: false,
  topic: null,
  origin: 'live',
  openedAt: at(0),
  resolvedAt: null,
  turns: [],
  assignments: [],
  counted: [],
  rating: null,
  sizes: [],
  ...more,
});

const resolved = (minutes: number) => ({ metric: 'resolved', at: at(minutes), department: client, specialist: null, by: olga });

describe('R28: what the client wrote into a settled matter and a colleague made another one', () => {
  // Settled at 20; written at 60; said to be another matter at 66, which Olga answers at 70 and settles at 75.
  const former = conversation({
    specialist: pavel,
    resolvedAt: at(20),
    turns: [turn(1, 0, answered(pavel, 5)), turn(2, 60, { closedAt: at(66), closedReason: 'parted' })],
    counted: [resolved(20)],
  });
  const anew = conversation({ openedAt: at(66), resolvedAt: at(75), turns: [turn(1, 60, answered(olga, 70))], counted: [resolved(75)] });

  it('is no resolution and no answer that is missing of the matter it was written into', () => {
    const facts = factsOf(former, always);
    expect(facts.filter(({ kind }) => kind === 'next')).toEqual([]);
    expect(facts.filter(({ kind }) => kind === 'resolution')).toMatchObject([{ at: at(20), calendarSeconds: 300, value: 900 }]);
  });

  it('is waited for since they wrote, in the matter that it is', () => {
    const facts = factsOf(anew, always);
    const first = { at: at(60), state: 'done', workingSeconds: 600, calendarSeconds: 600, specialist: olga };
    expect(facts.find(({ kind }) => kind === 'first')).toMatchObject(first);
    expect(facts.find(({ kind }) => kind === 'first-message')).toMatchObject(first);
    // Ours for ten minutes, theirs for five: never less than nothing.
    expect(facts.find(({ kind }) => kind === 'resolution')).toMatchObject({ workingSeconds: 600, calendarSeconds: 600, value: 300 });
    expect(facts.find(({ kind }) => kind === 'opened')).toMatchObject({ at: at(66) });
  });

  it('no moment is ours twice, where words have come from another conversation while others were answered', () => {
    const turns = [turn(1, 0, answered(olga, 10)), turn(2, 5, answered(olga, 13))];
    const facts = factsOf(conversation({ resolvedAt: at(15), turns, counted: [resolved(15)] }), always);
    expect(facts.find(({ kind }) => kind === 'next')).toMatchObject({ calendarSeconds: 480 });
    expect(facts.find(({ kind }) => kind === 'resolution')).toMatchObject({ workingSeconds: 780, calendarSeconds: 780, value: 120 });
  });
});
