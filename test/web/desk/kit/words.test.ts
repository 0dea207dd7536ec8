import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../../src/http/errors.ts';
import { consoleTexts, tDesk } from '../../../../src/texts/desk.ts';
import { wordsFor } from '../../../../src/web/desk/kit/problem.ts';
import { pickLanguage, translateIn } from '../../../../src/web/desk/kit/words.ts';

describe('words of the desk', () => {
  it('are counted right in Russian', () => {
    const waiting = (count: number) => tDesk('ru', 'view.mine.count', { waiting: count });
    expect([1, 2, 5, 11, 21].map(waiting)).toEqual(['1 ждёт ответа', '2 ждут ответа', '5 ждут ответа', '11 ждут ответа', '21 ждёт ответа']);
  });

  it('put the waiting count into the title and leave zero out', () => {
    expect(tDesk('en', 'app.title', { waiting: 2, name: 'Okno' })).toBe('(2) Okno');
    expect(tDesk('en', 'app.title', { waiting: 0, name: 'Okno' })).toBe('Okno');
  });

  it('exist and differ in both languages, but for names', () => {
    const same = Object.keys(consoleTexts.ru).filter((key) => Reflect.get(consoleTexts.ru, key) === Reflect.get(consoleTexts.en, key));
    expect(same.sort()).toEqual([
      'app.name',
      'app.title',
      'channel.slack',
      'channel.telegram',
      'client.owners.dates',
      'handovers.between',
      'hours.placeholder',
      'joins.line',
      'objected.said',
      'portfolio.load',
      'proposal.word.other',
      'thread.said',
      'wait.minutes',
      'wait.seconds',
    ]);
  });

  it('tell every error of the server to a person, not to a developer', () => {
    for (const [code, [status, message]] of Object.entries(errorCodes)) {
      for (const language of ['ru', 'en'] as const) {
        const words = wordsFor(translateIn(language), { code, status, message });
        expect(words).not.toBe(message);
        expect(words).not.toMatch(/`|x-|https?:/);
      }
    }
  });
});

describe('the language', () => {
  it('is what was chosen, else the person’s own, else the browser’s', () => {
    expect(pickLanguage('en', 'ru', ['ru'])).toBe('en');
    expect(pickLanguage(null, 'ru', ['en-GB'])).toBe('ru');
    expect(pickLanguage(null, null, ['de-DE', 'ru-RU'])).toBe('ru');
    expect(pickLanguage('xx', null, ['de'])).toBe('en');
  });
});
