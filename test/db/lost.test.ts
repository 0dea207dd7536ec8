import { expect, test } from 'vitest';
import { isAway, isLost } from '../../src/db/lost.ts';

const coded = (code: string) => Object.assign(new Error(code), { code });

test.each([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENETRESET',
  'CONNECTION_CLOSED',
  '57P01',
  '08006',
])('%s breaks a connection: nothing more is said on it', (code) => {
  expect([isLost(coded(code)), isAway(coded(code))]).toEqual([true, true]);
});

test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', '57P03', '53300', '53100', '25006'])(
  '%s keeps the connection, if there is one, but nothing can be written',
  (code) => {
    expect([isLost(coded(code)), isAway(coded(code))]).toEqual([false, true]);
  },
);

test.each(['23505', '22P02', '40P01', ''])('“%s” is neither', (code) => {
  expect([isLost(coded(code)), isAway(coded(code))]).toEqual([false, false]);
});

test('an error that a query builder wrapped is what it wraps', () => {
  expect(isAway(new Error('query failed', { cause: coded('ECONNREFUSED') }))).toBe(true);
});
