import type { Catalog } from './translate.ts';

/** Words the desk's server says itself. */
export const desk = {
  ru: {
    stranger: 'Посетитель сайта',
    left: 'Сотрудник, который вёл обращение, больше не работает в компании.',
  },
  en: {
    stranger: 'Website visitor',
    left: 'The person in charge no longer works here.',
  },
} as const satisfies Catalog;
