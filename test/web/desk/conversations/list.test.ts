import { describe, expect, it } from 'vitest';
import { filtered, joined } from '../../../../src/web/desk/conversations/list.ts';
import { row } from '../samples.ts';

const counts = { mine: 2, waiting: 1, queue: 0 };

describe('pages of a list', () => {
  it('join in the order of the server', () => {
    const list = joined([
      { conversations: [row({ id: 'a' }), row({ id: 'b' })], nextCursor: 'more', counts },
      { conversations: [row({ id: 'c' })], nextCursor: null, counts },
    ]);
    expect(list.rows.map((each) => each.id)).toEqual(['a', 'b', 'c']);
    expect(list.nextCursor).toBeNull();
    expect(list.counts).toEqual(counts);
  });

  it('show a row that moved between two reads once, in its newest version', () => {
    const list = joined([
      { conversations: [row({ id: 'a', version: 1, preview: 'old' })], nextCursor: 'more', counts },
      { conversations: [row({ id: 'a', version: 2, preview: 'new' })], nextCursor: null, counts },
    ]);
    expect(list.rows).toHaveLength(1);
    expect(list.rows[0]?.preview).toBe('new');
  });
});

describe('the filter', () => {
  const rows = [
    row({ id: 'a', title: 'Ёлки-палки', client: null, preview: 'договор' }),
    row({ id: 'b', title: 'Northwind', specialist: { id: 's2', name: 'Борис' } }),
  ];
  const found = (filter: string): string[] => filtered(rows, filter).map((each) => each.id);

  it('shows all while it is empty', () => {
    expect(found('  ')).toEqual(['a', 'b']);
  });

  it('looks for every word in name, text and person, whatever the case', () => {
    expect(found('NORTH борис')).toEqual(['b']);
    expect(found('north договор')).toEqual([]);
  });

  it('does not tell ё from е', () => {
    expect(found('елки')).toEqual(['a']);
  });
});
