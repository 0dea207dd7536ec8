import { describe, expect, it } from 'vitest';
import { questionTree as tree } from '../../flows/question-tree.ts';
import { answersInWords, labelOf, openingOf, productsInWords, wordsOf } from '../../flows/words.ts';
import type { Tell } from '../../src/domain/effect.ts';
import { irina } from './world.ts';

const ru = { tree, language: 'ru', specialistName: 'Ирина Соколова', departmentName: 'клиентский отдел' } as const;
const en = { tree, language: 'en', specialistName: 'Emma Clarke', departmentName: 'the client service team' } as const;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a question', () => {
  const who: Tell = { type: 'tell', key: 'question', question: 'who', reason: 'asked' };

  it('comes with its buttons, the first one with the greeting', () => {
    const body = wordsOf(who, en);
    expect(body.text).toBe(
      'Hello! A couple of short questions, and the right person will be with you.\n\nAre you writing for an organisation or for yourself?',
    );
    expect(body.question).toEqual({
      id: 'who',
      kind: 'choice',
      options: [
        { id: 'organisation', label: 'For an organisation' },
        { id: 'myself', label: 'For myself' },
        { id: 'client', label: 'I’m already a client' },
        { id: 'contacted', label: 'Your manager contacted me' },
      ],
    });
    expect(body).toMatchObject({ key: 'question', params: { question: 'who', reason: 'asked' }, language: 'en' });
  });

  it('asked later has no greeting', () => {
    expect(plain(wordsOf({ ...who, question: 'key-name' }, ru).text)).toBe('Как называется ваша организация?');
    expect(wordsOf({ ...who, question: 'key-name' }, ru).question).toEqual({
      id: 'key-name',
      kind: 'text',
      options: [{ id: 'skip', label: 'Пропустить' }],
    });
  });

  it.each(['not-understood', 'reminder'] as const)('asked again (%s) says why before it', (reason) => {
    for (const naming of [ru, en]) {
      const { text } = wordsOf({ ...who, reason }, naming);
      const [before, ask, ...rest] = text.split('\n\n');
      expect(before).not.toBe(tree.greeting[naming.language]);
      expect(before?.length).toBeGreaterThan(20);
      expect(ask).toBe(tree.questions['who']?.ask[naming.language]);
      expect(rest).toEqual([]);
    }
  });
});

describe('a person', () => {
  const joined: Tell = { type: 'tell', key: 'joined', specialist: irina, department: 'client' };

  it('is named with the department (R14)', () => {
    expect(plain(wordsOf(joined, ru).text)).toBe('С вами Ирина Соколова, клиентский отдел.');
    expect(wordsOf(joined, en).text).toBe('Emma Clarke from the client service team is with you.');
    expect(plain(wordsOf(joined, { ...ru, beside: 'finance' }).text)).toBe('По счетам и оплате с вами Ирина Соколова, клиентский отдел.');
  });

  it('comes after the leaf’s word', () => {
    const body = wordsOf({ ...joined, leaf: 'large' }, ru);
    expect(plain(body.text)).toBe(
      'Спасибо! Сначала ответим на ваш вопрос здесь, а потом предложим встретиться.\n\nС вами Ирина Соколова, клиентский отдел.',
    );
    expect(body.params).toMatchObject({ leaf: 'large', name: 'Ирина Соколова' });
  });

  it('who is not there yet is waited for by department', () => {
    const queued: Tell = { type: 'tell', key: 'queued', department: 'client' };
    expect(plain(wordsOf(queued, ru).text)).toContain('вам ответит клиентский отдел.');
    expect(wordsOf(queued, en).text).toContain('the client service team will answer');
  });

  it('who waits is told when somebody will be there, and goes on being told so by whatever is said instead', () => {
    const night = {
      ...ru,
      timeZone: 'Europe/Moscow',
      now: new Date('2026-03-01T19:00:00Z'),
      staffedAgainAt: new Date('2026-03-02T06:00:00Z'),
    };
    const when = 'осле 09:00 2 марта вам ответит клиентский отдел';
    for (const key of ['queued', 'queue-late', 'offer', 'contact-left'] as const) {
      const { text, params } = wordsOf({ type: 'tell', key, department: 'client' }, night);
      expect(plain(text)).toContain(when);
      expect(params).toMatchObject({ at: '2026-03-02T06:00:00.000Z' });
    }
  });

  it('who is done says so', () => {
    expect(wordsOf({ type: 'tell', key: 'resolved' }, ru).text).toMatch(/^Вопрос решён\./);
  });
});

describe('what is shown before anything was written', () => {
  it('is the first question for a stranger', () => {
    const { text, question } = openingOf(tree, 'ru', null);
    expect(text).toBe(`${tree.greeting.ru}\n\n${tree.questions['who']?.ask.ru}`);
    expect(question?.options).toHaveLength(4);
  });

  it('is a greeting by name for a known person', () => {
    expect(openingOf(tree, 'en', 'Emma Clarke')).toMatchObject({ question: null, text: expect.stringContaining('Hello, Emma Clarke!') });
  });
});

describe('the client’s card', () => {
  const answers = [
    { question: 'who', option: 'organisation', message: 1 },
    { question: 'workplaces', option: 'up-to-10', message: 3 },
    { question: 'small-name', message: 5 },
  ];

  it('reads answers as they were given', () => {
    const given = answersInWords(tree, answers, 'ru', (seq) => (seq === 5 ? 'ООО «Ромашка»' : 'other'));
    expect(given.map((each) => each.answer)).toEqual(['От организации', '1–10', 'ООО «Ромашка»']);
    expect(given[2]?.question).toBe('Как называется ваша организация?');
  });

  it('says what was skipped, and what was erased', () => {
    const skipped = answersInWords(tree, [{ question: 'small-name', option: 'skip', message: 5 }], 'en', () => 'Skip');
    expect(skipped).toEqual([{ question: 'What is your organisation called?', answer: 'not given' }]);
    expect(answersInWords(tree, answers, 'ru', () => null).at(-1)?.answer).toBe('удалено');
  });

  it('names the products of the leaf', () => {
    expect(productsInWords(tree, 'medium-licences', 'en')).toEqual(['Licences', 'Monthly payment']);
    expect(productsInWords(tree, null, 'en')).toEqual([]);
  });
});

describe('a button’s label', () => {
  it('is found for a choice the tree has, and for no other', () => {
    expect(labelOf(tree, 'who', 'myself', 'ru')).toBe('Для себя');
    expect(labelOf(tree, 'small-name', 'skip', 'en')).toBe('Skip');
    expect(labelOf(tree, 'who', 'nobody', 'ru')).toBeNull();
    expect(labelOf(tree, 'constructor', 'name', 'ru')).toBeNull();
  });
});

describe('a promise', () => {
  const until = new Date('2026-03-02T12:40:00Z');
  const promised: Tell = { type: 'tell', key: 'promised', specialist: irina, department: 'client', until: until.getTime() };
  const now = new Date('2026-03-02T09:00:00Z');

  it('names the time of the department’s clocks', () => {
    expect(plain(wordsOf(promised, { ...ru, timeZone: 'Europe/Moscow', now }).text)).toBe(
      'Ирина Соколова, клиентский отдел, ответит до 15:40.',
    );
    expect(wordsOf(promised, { ...en, timeZone: 'Europe/London', now }).text).toBe(
      'Emma Clarke from the client service team will answer by 12:40.',
    );
  });

  it('of another day names the day too', () => {
    const before = new Date('2026-02-27T09:00:00Z');
    expect(plain(wordsOf(promised, { ...ru, timeZone: 'Europe/Moscow', now: before }).text)).toBe(
      'Ирина Соколова, клиентский отдел, ответит до 15:40 2 марта.',
    );
    expect(wordsOf(promised, { ...en, now: before }).text).toBe(
      'Emma Clarke from the client service team will answer by 12:40 on March 2.',
    );
  });

  it('is kept with its moment', () => {
    expect(wordsOf(promised, { ...en, now })).toMatchObject({ key: 'promised', params: { until: until.toISOString() } });
  });
});
