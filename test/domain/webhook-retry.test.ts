import { describe, expect, it } from 'vitest';
import { type Posted, retryAfterMs, type Tried, verdictOf } from '../../src/domain/webhook-retry.ts';

const now = new Date('2026-03-02T09:00:00Z');
const minute = 60_000;
const day = 24 * 60 * minute;
const before = (ms: number) => new Date(now.getTime() - ms);
const tried = (more: Partial<Tried> = {}): Tried => ({ attempts: 1, failingSince: null, now, chance: 0, pauseDays: 5, ...more });
const answered = (code: number, after: number | null = null): Posted => ({
  type: 'answered',
  code,
  retryAfterMs: after,
  answer: '',
  ms: 20,
});
const lost: Posted = { type: 'failed', error: 'connection', ms: 20 };

describe('a webhook that was tried', () => {
  it.each([200, 202, 204])('has arrived where the answer is %i', (code) => {
    expect(verdictOf(answered(code), tried())).toEqual({ type: 'sent' });
  });

  it.each([301, 302, 400, 401, 404, 500, 503])('is tried again where it is %i', (code) => {
    expect(verdictOf(answered(code), tried())).toMatchObject({ type: 'retry', pause: null });
  });

  it('waits longer from try to try, about three days in all, and is given up after the tenth', () => {
    const waits = Array.from({ length: 9 }, (_, i) => {
      const verdict = verdictOf(lost, tried({ attempts: i + 1 }));
      return verdict.type === 'retry' ? verdict.at.getTime() - now.getTime() : 0;
    });
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
    expect(waits[0]).toBe(5000);
    const days = waits.reduce((a, b) => a + b, 0) / day;
    expect(days).toBeGreaterThan(3);
    expect(days).toBeLessThan(3.5);
    expect(verdictOf(lost, tried({ attempts: 10 }))).toEqual({ type: 'given-up', pause: null });
  });

  it('waits up to a fifth longer by chance, so that not all come back together', () => {
    expect(verdictOf(lost, tried({ chance: 1 }))).toMatchObject({ at: new Date(now.getTime() + 6000) });
  });

  it('pauses the endpoint where the answer is 410, and waits for whoever says where to', () => {
    expect(verdictOf(answered(410), tried())).toEqual({ type: 'retry', at: now, holdUntil: null, pause: 'gone' });
  });

  it.each([429, 503])('waits as long as a %i asks for, and so does all else for the endpoint', (code) => {
    const at = new Date(now.getTime() + 2 * minute);
    expect(verdictOf(answered(code, 2 * minute), tried())).toMatchObject({ type: 'retry', at, holdUntil: at });
  });

  it('is not put off for ever', () => {
    expect(verdictOf(answered(429, 30 * day), tried())).toMatchObject({ holdUntil: new Date(now.getTime() + 60 * minute) });
  });

  it('leaves others alone, unless nothing has arrived for a minute', () => {
    expect(verdictOf(lost, tried({ failingSince: before(minute - 1) }))).toMatchObject({ holdUntil: null });
    expect(verdictOf(lost, tried({ failingSince: before(minute) }))).toMatchObject({ holdUntil: new Date(now.getTime() + 30_000) });
  });

  it('pauses an endpoint that nothing has reached for as many days as the policy says', () => {
    expect(verdictOf(lost, tried({ failingSince: before(5 * day - 1) }))).toMatchObject({ pause: null });
    expect(verdictOf(lost, tried({ failingSince: before(5 * day) }))).toMatchObject({ type: 'retry', pause: 'failing' });
    expect(verdictOf(lost, tried({ failingSince: before(2 * day), pauseDays: 2, attempts: 10 }))).toEqual({
      type: 'given-up',
      pause: 'failing',
    });
  });
});

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    ['Mon, 02 Mar 2026 09:01:00 GMT', 60_000],
    ['Mon, 02 Mar 2026 08:00:00 GMT', 0],
    ['soon', null],
    [null, null],
  ])('%s is %s ms', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});
