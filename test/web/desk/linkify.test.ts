import naughty from 'big-list-of-naughty-strings' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { linkify } from '../../../src/web/desk/kit/linkify.ts';

const links = (text: string) => linkify(text).filter((piece) => piece.type === 'link');

describe('addresses in a text', () => {
  it('become links, and the sentence around them stays', () => {
    expect(linkify('See https://example.com/a?b=1, please.')).toEqual([
      { type: 'text', text: 'See ' },
      { type: 'link', text: 'https://example.com/a?b=1', href: 'https://example.com/a?b=1' },
      { type: 'text', text: ', please.' },
    ]);
  });

  it('keep a bracket that was opened inside and drop one that was not', () => {
    expect(links('(https://example.com/x)')[0]?.text).toBe('https://example.com/x');
    expect(links('https://example.com/x_(y)')[0]?.text).toBe('https://example.com/x_(y)');
  });

  it('are only http and https', () => {
    expect(links('javascript:alert(1) data:text/html,x file:///etc/passwd mailto:a@b.c')).toEqual([]);
  });

  it('never change a character of what was written', () => {
    const texts = [...naughty, 'https://', 'https://[', 'http://x http://y', '«https://example.com/путь»'];
    for (const text of texts) {
      const pieces = linkify(text);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      for (const piece of pieces) if (piece.type === 'link') expect(piece.href).toMatch(/^https?:\/\//);
    }
  });
});
