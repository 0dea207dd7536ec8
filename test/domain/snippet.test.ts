import { describe, expect, it } from 'vitest';
import { renderSnippet, unknownVariables } from '../../src/domain/snippet.ts';

const values = { contact: 'Анна', specialist: 'Ольга', department: 'Клиентский отдел', client: null };

describe('a snippet', () => {
  it.each([
    ['Здравствуйте, {contact}! Я {specialist}, {department}.', 'Здравствуйте, Анна! Я Ольга, Клиентский отдел.'],
    ['Договор для {client} готов', 'Договор для готов'],
    ['Спасибо, {client}!', 'Спасибо!'],
    ['{client}, добрый день!\n{contact}, пишите.', 'Добрый день!\nАнна, пишите.'],
    ['{unknown} и { contact }', '{unknown} и { contact }'],
  ])('%j reads %j', (text, read) => {
    expect(renderSnippet(text, values)).toBe(read);
  });

  it('leaves what a value holds alone', () => {
    expect(renderSnippet('{contact}: $& <b>', { ...values, contact: '{specialist} $1 <i>' })).toBe('{specialist} $1 <i>: $& <b>');
  });

  it('names the variables nobody knows', () => {
    expect(unknownVariables('{contact} {kontakt} {} {client}')).toEqual(['kontakt', '']);
  });
});
