import { describe, expect, it } from 'vitest';
import { supportFlow } from '../../flows/index.ts';
import { questionTree } from '../../flows/question-tree.ts';
import type { Language } from '../../src/domain/language.ts';

const flow = supportFlow(questionTree);
const typed = (asking: string | null, text: string, language: Language = 'ru') => flow.interpret(asking, { text }, language);
const tapped = (asking: string | null, question: string, option: string) =>
  flow.interpret(asking, { text: '', choice: { question, option } }, 'ru');

describe('a tap', () => {
  it.each([
    ['on the question being asked is its answer', 'who', 'who', 'myself', { kind: 'option', question: 'who', option: 'myself' }],
    [
      'on the skip of a text question is an answer',
      'key-name',
      'key-name',
      'skip',
      { kind: 'option', question: 'key-name', option: 'skip' },
    ],
    ['on an earlier question is stale', 'workplaces', 'who', 'myself', { kind: 'stale-choice' }],
    ['when nothing is asked is stale', null, 'who', 'myself', { kind: 'stale-choice' }],
    ['on a question that never was is unknown', 'who', 'whom', 'myself', { kind: 'unknown-choice' }],
    ['on an answer that never was is unknown', 'who', 'who', 'nobody', { kind: 'unknown-choice' }],
    ['on the skip of a choice is unknown', 'who', 'who', 'skip', { kind: 'unknown-choice' }],
    ['on what objects are made of is unknown', 'who', 'constructor', 'name', { kind: 'unknown-choice' }],
    ['on a prototype is unknown', 'who', '__proto__', 'toString', { kind: 'unknown-choice' }],
  ])('%s', (_, asking, question, option, heard) => {
    expect(tapped(asking, question, option)).toEqual(heard);
  });
});

describe('typed words that mean an answer', () => {
  it.each([
    ['who', 'От организации', 'organisation'],
    ['who', '  от   ОРГАНИЗАЦИИ!! ', 'organisation'],
    ['who', 'Для себя.', 'myself'],
    ['who', 'физлицо', 'myself'],
    ['who', 'я уже ваш клиент', 'client'],
    ['who', 'Со мной связался ваш менеджер', 'contacted'],
    ['who', '2', 'myself'],
    ['who', '1)', 'organisation'],
    ['who', 'For myself', 'myself'],
    ['workplaces', '1-10', 'up-to-10'],
    ['workplaces', '11 – 50', 'up-to-50'],
    ['workplaces', '3', 'up-to-10'],
    ['workplaces', '15 человек', 'up-to-50'],
    ['workplaces', 'нас 200', 'up-to-200'],
    ['workplaces', '1500', 'over-200'],
    ['workplaces', 'больше 200', 'over-200'],
    ['small-need', 'обучение', 'training'],
    ['small-need', 'не знаю', 'undecided'],
    ['key-name', 'пропустить', 'skip'],
  ])('at “%s”: “%s”', (question, text, option) => {
    expect(typed(question, text)).toEqual({ kind: 'option', question, option });
  });

  it('take ё for е', () => {
    expect(typed('who', 'для сёбя')).toEqual({ kind: 'option', question: 'who', option: 'myself' });
  });

  it('are understood in English too', () => {
    expect(typed('who', 'I’m already a client', 'en')).toEqual({ kind: 'option', question: 'who', option: 'client' });
    expect(typed('workplaces', 'more than 200', 'en')).toEqual({ kind: 'option', question: 'workplaces', option: 'over-200' });
  });
});

describe('asking for a person', () => {
  it.each([
    'оператор',
    'Оператора!',
    'человек',
    'позовите человека',
    'Позовите, пожалуйста, менеджера',
    'позовите Светлану',
    'можно поговорить с живым человеком?',
    'соедините с оператором',
    'нужен специалист',
    'Здравствуйте, хочу поговорить с менеджером',
    'operator',
    'human please',
    'I want to talk to a real person',
    'Agent!',
  ])('is heard in “%s”', (text) => {
    for (const asking of [null, 'who', 'key-name']) expect(typed(asking, text)).toEqual({ kind: 'asks-human' });
  });

  it.each([
    'нужен специалист по налогам',
    'у нас 15 человек в бухгалтерии',
    'ваш оператор мне нахамил',
    'the agent software crashes',
    'привет',
    'можно',
    '',
  ])('is not heard in “%s”', (text) => {
    expect(typed('who', text)).toEqual({ kind: 'text' });
  });
});

describe('anything else is text', () => {
  it.each([
    ['who', '5'],
    ['who', '0'],
    ['who', '22'],
    ['who', '🙂'],
    ['who', '—'],
    ['workplaces', 'десять'],
    ['workplaces', '10-15'],
    ['workplaces', 'договор № 15 от мая'],
    ['key-name', 'ООО «Ромашка»'],
    ['key-name', '1'],
    ['elsewhere', 'От организации'],
    [null, 'От организации'],
  ])('at “%s”: “%s”', (asking, text) => {
    expect(typed(asking, text)).toEqual({ kind: 'text' });
  });
});

describe('what was passed on is an aside', () => {
  it.each(['От организации', '1', 'operator', 'ООО «Ромашка»', ''])('“%s”, whatever is asked', (text) => {
    const forwarded = { kind: 'person', name: 'Пётр' } as const;
    for (const asking of ['who', 'key-name', null]) expect(flow.interpret(asking, { text, forwarded }, 'ru')).toEqual({ kind: 'aside' });
  });
});
