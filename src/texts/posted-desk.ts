import type { Catalog } from './translate.ts';

/** Words the desk's server says itself. */
export const desk = {
  ru: {
    stranger: 'Посетитель сайта',
    left: 'Сотрудник, который вёл обращение, больше не работает в компании.',
    'link.title': 'Ссылка для входа',
    'link.spent': 'Эта ссылка уже использована или устарела.',
    'link.advice': 'Ссылка действует один раз. Новую печатает сервер при запуске, или попросите её у администратора.',
  },
  en: {
    stranger: 'Website visitor',
    left: 'The person in charge no longer works here.',
    'link.title': 'Sign-in link',
    'link.spent': 'This link was used already or is out of date.',
    'link.advice': 'A link works once. The server prints new ones when it starts, or ask your administrator for one.',
  },
} as const satisfies Catalog;
