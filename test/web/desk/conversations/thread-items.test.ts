import { describe, expect, it } from 'vitest';
import { threadItems } from '../../../../src/web/desk/conversations/thread-items.ts';
import { message } from '../samples.ts';

const at = (day: number, minute: number): string => new Date(2026, 2, day, 12, minute).toISOString();
const shape = (items: ReturnType<typeof threadItems>): string[] =>
  items.map((item) => (item.type === 'message' ? `${item.continues ? '+' : ''}${item.message.seq}` : item.type));

describe('what a thread shows', () => {
  it('a line for each day', () => {
    const items = threadItems([message(1, { at: at(2, 0) }), message(2, { at: at(3, 0) })], 'c1');
    expect(shape(items)).toEqual(['day', '1', 'day', '2']);
  });

  it('a run of one person under one name, until five minutes of silence', () => {
    const items = threadItems([message(1, { at: at(2, 0) }), message(2, { at: at(2, 1) }), message(3, { at: at(2, 30) })], 'c1');
    expect(shape(items)).toEqual(['day', '1', '+2', '3']);
  });

  it('never a note as the continuation of what the client sees', () => {
    const said = { author: 'specialist', name: 'Anna' } as const;
    const items = threadItems([message(1, { ...said, at: at(2, 0) }), message(2, { ...said, at: at(2, 0), audience: 'internal' })], 'c1');
    expect(shape(items)).toEqual(['day', '1', '2']);
  });

  it('a line where another conversation begins and where this one goes on', () => {
    const other = { conversation: 'c0', at: at(2, 0) };
    const items = threadItems([message(1, other), message(2, { at: at(2, 1) })], 'c1');
    expect(shape(items)).toEqual(['day', 'conversation', '1', 'conversation', '2']);
    expect(items.filter((item) => item.type === 'conversation').map((item) => item.current)).toEqual([false, true]);
  });
});
