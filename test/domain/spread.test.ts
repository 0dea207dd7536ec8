import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SpecialistId } from '../../src/domain/ids.ts';
import { spread } from '../../src/domain/spread.ts';

const taker = fc.record({ capacity: fc.integer({ min: 600, max: 9000 }), portfolio: fc.nat(6000) });
const takersOf = (raw: readonly { capacity: number; portfolio: number }[]) =>
  raw.map((each, i) => ({ ...each, specialist: `s${i}` as SpecialistId }));

it('every client goes to somebody, and nobody over their capacity unless there was no room anywhere', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2000), { maxLength: 60 }), fc.array(taker, { minLength: 1, maxLength: 8 }), (weights, raw) => {
      const takers = takersOf(raw);
      const clients = weights.map((units, i) => ({ client: `c${i}`, units }));
      const given = spread(clients, takers) ?? [];
      expect(given.map(({ client }) => client).toSorted()).toEqual(clients.map(({ client }) => client).toSorted());
      const loads = new Map(takers.map((each) => [each.specialist, each.portfolio]));
      for (const { client, to, overload } of given) {
        const units = clients.find((each) => each.client === client)?.units ?? 0;
        const room = takers.some((each) => (loads.get(each.specialist) ?? 0) + units <= each.capacity);
        const taken = (loads.get(to) ?? 0) + units;
        expect(overload).toBe(!room);
        if (!overload) expect(taken).toBeLessThanOrEqual(takers.find((each) => each.specialist === to)?.capacity ?? 0);
        loads.set(to, taken);
      }
    }),
  );
});

it('R11: a client goes to whoever of those with room speaks its language, and by load alone where nobody does', () => {
  const [first, second] = takersOf([
    { capacity: 6000, portfolio: 0 },
    { capacity: 6000, portfolio: 3000 },
  ]);
  const takers = [
    { ...first, languages: ['ru'] },
    { ...second, languages: ['ru', 'en'] },
  ] as const;
  const of = (units: number, language: string) => spread([{ client: 'c', units, language }], takers as never)?.[0]?.to;
  expect(of(300, 'en')).toBe('s1');
  expect(of(300, 'ru')).toBe('s0');
  expect(of(300, 'de')).toBe('s0');
  // Room comes first: nobody is overloaded for a language.
  expect(of(4000, 'en')).toBe('s0');
});

it('the same loads are spread alike, in whatever order they come, and evenly', () => {
  const takers = takersOf([
    { capacity: 6000, portfolio: 0 },
    { capacity: 3000, portfolio: 0 },
  ]);
  const clients = Array.from({ length: 9 }, (_, i) => ({ client: `c${i}`, units: 300 }));
  const given = spread(clients, takers) ?? [];
  expect(spread(clients.toReversed(), takers.toReversed())).toEqual(given);
  expect([given.filter(({ to }) => to === 's0').length, given.filter(({ to }) => to === 's1').length]).toEqual([6, 3]);
});

it('without anybody there is no plan, unless there is nothing to move', () => {
  expect([spread([{ client: 'c', units: 1 }], []), spread([], [])]).toEqual([null, []]);
});
