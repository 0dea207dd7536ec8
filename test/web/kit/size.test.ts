import { describe, expect, it } from 'vitest';
import { fileSize as deskSize } from '../../../src/web/desk/conversations/file-size.ts';
import { translateIn } from '../../../src/web/desk/kit/words.ts';
import { fileSize as chatSize } from '../../../src/web/widget/view/file-size.ts';

const sizes = [0, 640, 1023, 1024, 12_700, 1024 * 1024 - 1, 1024 * 1024, 3.44 * 1024 * 1024, 3.46 * 1024 * 1024, 20 * 1024 * 1024];

describe('the size of a file', () => {
  it('is said in the unit one would say, by the reader’s habit', () => {
    const english = ['0 B', '640 B', '1,023 B', '1 KB', '12 KB', '1,024 KB', '1 MB', '3.4 MB', '3.5 MB', '20 MB'];
    expect(sizes.map((each) => chatSize(each, 'en'))).toEqual(english);
    expect(chatSize(3.44 * 1024 * 1024, 'ru')).toBe('3,4 МБ');
  });

  it('is the same to the client and to the specialist', () => {
    for (const language of ['ru', 'en'] as const) {
      for (const each of sizes) expect(deskSize(translateIn(language), each)).toBe(chatSize(each, language));
    }
  });
});
