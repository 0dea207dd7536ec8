import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseMarks, sliceMarks } from '../../src/domain/marks.ts';
import { typedFromMarks } from '../../src/domain/typed-back.ts';
import { marksFromTyped } from '../../src/domain/typed-marks.ts';

/** The text with its marks in brackets, so that both are seen at once. */
function shown(typed: string): string {
  const { text, marks } = marksFromTyped(typed);
  let all = '';
  for (let i = 0; i <= text.length; i++) {
    all += marks
      .filter((each) => each.length > 0 && each.at + each.length === i)
      .map(() => '⟩')
      .join('');
    all += marks
      .filter((each) => each.at === i)
      .map((each) => `⟨${each.kind}${each.kind === 'link' ? ` ${each.url}` : ''}:`)
      .join('');
    all += text[i] ?? '';
  }
  return all;
}

describe('what is typed at the desk', () => {
  it.each([
    ['**Важно:** до пятницы', '⟨bold:Важно:⟩ до пятницы'],
    ['это *очень* и _совсем_ срочно', 'это ⟨italic:очень⟩ и ⟨italic:совсем⟩ срочно'],
    ['~~100~~ 90 рублей', '⟨strike:100⟩ 90 рублей'],
    ['введите `a_b*c` и `x`', 'введите ⟨code:a_b*c⟩ и ⟨code:x⟩'],
    ['**жирный и *оба***', '⟨bold:жирный и ⟨italic:оба⟩⟩'],
    ['***оба***', '⟨bold:⟨italic:оба⟩⟩'],
    ['```\nselect *\nfrom **t**\n```\nпосле', '⟨pre:select *\nfrom **t**⟩\nпосле'],
    ['```sql\nselect 1\n```', '⟨pre:select 1⟩'],
    ['```select 1```', '⟨pre:select 1⟩'],
    ['> вы **писали**\n> вчера\nотвечаем', '⟨quote:вы ⟨bold:писали⟩\nвчера⟩\nотвечаем'],
    ['[прайс](https://okno.example/p_1_(ru)) тут', '⟨link https://okno.example/p_1_(ru):прайс⟩ тут'],
    ['**[прайс](https://okno.example)**', '⟨link https://okno.example:⟨bold:прайс⟩⟩'],
    ['нужно:\n- паспорт\n- **ИНН**', 'нужно:\n• паспорт\n• ⟨bold:ИНН⟩'],
    ['* один пункт', '• один пункт'],
    ['**https://okno.example/a_b_c**', '⟨bold:https://okno.example/a_b_c⟩'],
  ])('%j reads %j', (typed, reads) => {
    expect(shown(typed)).toBe(reads);
  });

  it.each([
    '2 * 3 * 4 = 24',
    '5*6 и 7*8',
    'snake_case_name и __init__',
    'https://okno.example/_a_/*b*',
    '**не закрыто',
    '*',
    '- 5 градусов',
    '>5 штук',
    'don`t and won`t',
    '[слова](javascript:alert(1))',
    '[слова] (https://okno.example)',
    '```\nне закрыто',
    '** a **',
    '— Добрый день! *',
    ',。・:*:・゜’( ☻ ω ☻ )。・:*:・゜’',
    '() { _; } >_[$($())] { x; }',
    '',
    '\n\n',
  ])('%j stays as it is', (typed) => {
    expect(marksFromTyped(typed)).toEqual({ text: typed, marks: [] });
  });

  const signs = fc.string({
    unit: fc.constantFrom('*', '**', '_', '~~', '`', '```', '> ', '- ', '[', '](https://a.b)', ' ', '\n', 'a', 'Ж', '😀', '1'),
    maxLength: 60,
  });
  const wordsOf = (text: string) => text.replaceAll('](https://a.b)', '').replace(/[^aЖ😀1]/gu, '');

  it('keeps every word, whatever signs stand around it', () => {
    fc.assert(
      fc.property(signs, (typed) => {
        const { text, marks } = marksFromTyped(typed);
        expect(wordsOf(text)).toBe(wordsOf(typed));
        expect(normaliseMarks(text, marks)).toEqual(marks);
        expect(sliceMarks(marks, 0, text.length)).toEqual(marks);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['**', 'bold'],
    ['*', 'italic'],
    ['~~', 'strike'],
    ['`', 'code'],
  ])('reads what stands between two %s however long it is', (sign, kind) => {
    const words = 'слово '.repeat(1500).trim();
    expect(marksFromTyped(`${sign}${words}${sign}`)).toEqual({ text: words, marks: [{ kind, at: 0, length: words.length }] });
  });

  it('takes no time, however many signs', () => {
    const began = performance.now();
    for (const sign of ['*a ', '**a *b ', '[', '`a', '_a_ ', '[a](', '> - *', '```x\n', '"*"_'])
      marksFromTyped(sign.repeat(48_000 / sign.length));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe('what was typed, typed back to be changed', () => {
  it.each([
    'просто слова',
    '**Важно:** до *пятницы*, ~~100~~ 90 рублей',
    '**жирный и *оба***',
    '***оба***',
    'введите `a_b*c`, потом [прайс](https://okno.example)',
    '```\nselect *\nfrom **t**\n```\nпосле',
    '> вы **писали**\n> вчера\nотвечаем',
  ])('is %j again', (typed) => {
    expect(typedFromMarks(marksFromTyped(typed))).toBe(typed);
  });

  it('looks the same, though other signs were used, and where a mark goes over lines', () => {
    const list = marksFromTyped('_очень_\n- паспорт\n- **ИНН**');
    expect(marksFromTyped(typedFromMarks(list))).toEqual(list);
    expect(typedFromMarks({ text: 'один\nдва', marks: [{ kind: 'bold', at: 0, length: 8 }] })).toBe('**один**\n**два**');
  });
});
