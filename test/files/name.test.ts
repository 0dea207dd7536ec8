import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanName } from '../../src/files/name.ts';

describe('a file’s name', () => {
  it.each([
    ['Счёт №42.pdf', 'Счёт №42.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\anna\\photo.jpg', 'photo.jpg'],
    ['invoice\u202Egnp.exe', 'invoicegnp.exe'],
    ['a\r\nSet-Cookie: x', 'aSet-Cookie_ x'],
    ['a\0b\x07.txt', 'ab.txt'],
    ['.htaccess', 'htaccess'],
    ['what "is" <this>?.txt', 'what _is_ _this__.txt'],
    ['  two   spaces .txt ', 'two spaces .txt'],
    ['', 'file'],
    ['...', 'file'],
    ['\u200B\u2066', 'file'],
    ['\uD800x.png', 'x.png'],
  ])('%j is kept as %j', (claimed, kept) => {
    expect(cleanName(claimed)).toBe(kept);
  });

  it('keeps its ending however long it is', () => {
    const name = cleanName(`${'я'.repeat(500)}.docx`);
    expect(name).toMatch(/^я+\.docx$/);
    expect(name.length).toBeLessThanOrEqual(120);
  });

  it('has no path, nothing unseen and is never empty, whatever was claimed', () => {
    const odd = fc.string({
      unit: fc.oneof(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        fc.constantFrom('/', '\\', '..', '\u202E', '\u2067', '\0', '\n', '"', '\uD83D', '😀', '.'),
      ),
    });
    fc.assert(
      fc.property(odd, (claimed) => {
        const name = cleanName(claimed);
        expect(name).not.toMatch(/[\\/:*?"<>|]|[\p{Cc}\p{Cf}]|^\s|\s$|^\./u);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(120);
        expect(name.isWellFormed()).toBe(true);
        expect(cleanName(name)).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });
});
