import { describe, expect, it } from 'vitest';
import { columns, readOrder, reordered, shownStaff, writeOrder } from '../../../../src/web/desk/people/staff.ts';
import { colleague } from '../samples.ts';

const everything = { q: '', department: '', role: '', order: readOrder(undefined) };
const names = (...args: Parameters<typeof shownStaff>) => shownStaff(...args).map((each) => each.name);

describe('the order of people', () => {
  it('survives the address', () => {
    for (const column of columns) {
      for (const descending of [false, true]) expect(readOrder(writeOrder({ column, descending }))).toEqual({ column, descending });
    }
    expect(readOrder('-salary')).toEqual({ column: 'name', descending: true });
  });

  it('turns round on the second press', () => {
    const once = reordered({ column: 'name', descending: false }, 'capacity');
    expect(once).toEqual({ column: 'capacity', descending: false });
    expect(reordered(once, 'capacity').descending).toBe(true);
  });
});

describe('the people shown', () => {
  const anna = colleague({ id: 'a', name: 'Анна', conversations: 3, capacity: 0.5 });
  const boris = colleague({ id: 'b', name: 'Борис', conversations: 1, role: 'head', heads: ['sales'] });
  const gone = colleague({ id: 'c', name: 'Алла', leftAt: '2026-01-01T00:00:00.000Z' });

  it('go by name, and those who left come last', () => {
    expect(names([boris, gone, anna], everything, 'ru')).toEqual(['Анна', 'Борис', 'Алла']);
  });

  it('go by numbers as numbers', () => {
    expect(names([anna, boris], { ...everything, order: { column: 'conversations', descending: true } }, 'ru')).toEqual(['Анна', 'Борис']);
    expect(names([anna, boris], { ...everything, order: { column: 'capacity', descending: false } }, 'ru')).toEqual(['Анна', 'Борис']);
  });

  it('are found by a part of the name or of the e-mail, and narrowed by department and role', () => {
    expect(names([anna, boris], { ...everything, q: 'бор' }, 'ru')).toEqual(['Борис']);
    expect(names([anna, boris], { ...everything, role: 'specialist' }, 'ru')).toEqual(['Анна']);
    expect(names([anna, boris], { ...everything, department: 'sales' }, 'ru')).toEqual(['Борис']);
  });
});
