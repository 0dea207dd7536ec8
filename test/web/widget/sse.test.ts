import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSseParser, type ServerSentEvent } from '../../../src/web/widget/protocol/sse.ts';

function parse(...chunks: (string | Uint8Array)[]): ServerSentEvent[] {
  const events: ServerSentEvent[] = [];
  const feed = createSseParser((event) => events.push(event));
  for (const chunk of chunks) feed(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
  return events;
}

describe('the reader of server-sent events', () => {
  test('reads an event with its name, id and data', () => {
    expect(parse('event: state\nid: 7\ndata: {"a":1}\n\n')).toEqual([{ event: 'state', id: '7', data: '{"a":1}' }]);
  });

  test('calls an event without a name a message, and joins lines of data', () => {
    expect(parse('data: one\ndata: two\n\n')).toEqual([{ event: 'message', id: null, data: 'one\ntwo' }]);
  });

  test('keeps the last id over events that name none', () => {
    expect(parse('id: 3\ndata: a\n\ndata: b\n\n').map((each) => each.id)).toEqual(['3', '3']);
  });

  test('passes over comments, unknown fields and events without data', () => {
    expect(parse(': heartbeat\n\nretry: 10\nevent: state\n\ndata: x\n\n')).toEqual([{ event: 'message', id: null, data: 'x' }]);
  });

  test('takes off one space after the colon, no more, and reads a field without a colon as empty', () => {
    expect(parse('data:  two spaces\ndata\n\n')[0]?.data).toBe(' two spaces\n');
  });

  test('says nothing of an event that has not ended', () => {
    expect(parse('data: half\n')).toEqual([]);
  });

  test('does not take a CR and an LF that come apart for two line ends', () => {
    expect(parse('data: a\r', '\ndata: b\r\n\r', '\n')).toEqual([{ event: 'message', id: null, data: 'a\nb' }]);
  });

  test('reads the same whatever the line ends are and wherever the bytes are cut, even inside a character', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 12 }).map((each) => each.replace(/[\r\n\0]/gu, ''));
    const event = fc.record({ data: line, id: fc.nat(999) });
    const cuts = fc.array(fc.nat(400), { maxLength: 12 });
    const ends = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 5 }), cuts, ends, (events, where, end) => {
        const text = events.map(({ data, id }) => `id: ${id}${end}data: ${data}${end}${end}`).join('');
        // The one after it shows that a CR at the very end was an end after all.
        const bytes = new TextEncoder().encode(`${text}: end\n`);
        const read = parse(...cut(bytes, where));
        expect(read).toEqual(events.map(({ data, id }) => ({ event: 'message', id: String(id), data })));
      }),
    );
  });
});

function cut(bytes: Uint8Array, where: readonly number[]): Uint8Array[] {
  const edges = [0, ...where.map((each) => Math.min(each, bytes.length)).sort((one, two) => one - two), bytes.length];
  return edges.slice(1).map((edge, index) => bytes.slice(edges[index], edge));
}
