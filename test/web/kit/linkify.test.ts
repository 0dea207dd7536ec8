import naughty from 'big-list-of-naughty-strings' with { type: 'json' };
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkify } from '../../../src/web/kit/linkify.ts';

const links = (text: string): string[] => linkify(text).flatMap((each) => (each.type === 'link' ? [each.text] : []));

describe('addresses in a message', () => {
  test('become links, and the words around them stay words', () => {
    expect(linkify('See https://example.com/a?b=1, please.')).toEqual([
      { type: 'text', text: 'See ' },
      { type: 'link', text: 'https://example.com/a?b=1', href: 'https://example.com/a?b=1' },
      { type: 'text', text: ', please.' },
    ]);
    expect(linkify('see https://a.example/x?y=1#z now')).toEqual([
      { type: 'text', text: 'see ' },
      { type: 'link', text: 'https://a.example/x?y=1#z', href: 'https://a.example/x?y=1#z' },
      { type: 'text', text: ' now' },
    ]);
  });

  test('leave the punctuation of the sentence to the sentence', () => {
    expect(links('(https://a.example/b). Or «https://c.example», https://d.example/e_(f)!')).toEqual([
      'https://a.example/b',
      'https://c.example',
      'https://d.example/e_(f)',
    ]);
  });

  test('keep a bracket that was opened inside and drop one that was not', () => {
    expect(links('(https://example.com/x)')).toEqual(['https://example.com/x']);
    expect(links('https://example.com/x_(y)')).toEqual(['https://example.com/x_(y)']);
  });

  test('work in other alphabets', () => {
    expect(links('Смотрите http://пример.рф/цены, там всё есть')).toEqual(['http://пример.рф/цены']);
  });

  test.each([
    'javascript:alert(1)',
    'javascript:alert(1) data:text/html,x file:///etc/passwd mailto:a@b.c',
    'data:text/html,<script>alert(1)</script>',
    'ftp://a.example',
    'https://',
    'http:///x',
    'xhttps://a.example',
    'www.a.example',
  ])('%s is no link', (text) => {
    expect(links(text)).toEqual([]);
  });

  test('never lose or change a character, and never lead anywhere but the web', () => {
    const bit = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc.constantFrom('https://', ' ', '(', ')', '"', '<', '.', 'javascript:', '\u202e'),
    );
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 8 }), (bits) => {
        const text = bits.join('');
        const pieces = linkify(text);
        expect(pieces.map((each) => each.text).join('')).toBe(text);
        for (const each of pieces) if (each.type === 'link') expect(each.href).toMatch(/^https?:\/\//);
      }),
    );
  });

  test('leave every text as it is, however naughty', () => {
    const texts = [...naughty, 'https://', 'https://[', 'http://x http://y', '«https://example.com/путь»'];
    for (const text of texts) {
      const pieces = linkify(text);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      for (const piece of pieces) if (piece.type === 'link') expect(piece.href).toMatch(/^https?:\/\//);
    }
  });
});
