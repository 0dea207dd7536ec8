import { describe, expect, it } from 'vitest';
import { isShown, mediaTypeOf } from '../../src/files/media-type.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

describe('a file is what its bytes say', () => {
  it.each<[string, Uint8Array, string]>([
    ['a picture', png, 'image/png'],
    ['a PDF', utf8('%PDF-1.7\n1 0 obj'), 'application/pdf'],
    ['a text', utf8('Здравствуйте!\n\tЭто текст.'), 'text/plain'],
    ['a text cut inside a letter', utf8('Здравствуйте').subarray(0, 5), 'text/plain'],
    ['a page', utf8('  <!DOCTYPE html><html><script>alert(1)</script>'), 'text/html'],
    ['a drawing', utf8('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'image/svg+xml'],
    ['a bare drawing', utf8('<svg onload="alert(1)">'), 'image/svg+xml'],
    ['unknown bytes', Uint8Array.from([1, 2, 3, 0xff, 0xfe, 0]), 'application/octet-stream'],
  ])('%s', async (_, bytes, type) => {
    expect(await mediaTypeOf(bytes)).toBe(type);
  });

  it('and what could run is never shown', () => {
    for (const type of ['image/svg+xml', 'text/html', 'application/xml', 'text/plain', 'application/octet-stream'])
      expect(isShown(type)).toBe(false);
    for (const type of ['image/png', 'application/pdf', 'audio/ogg; codecs=opus']) expect(isShown(type)).toBe(true);
  });
});
