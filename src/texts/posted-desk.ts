import type { Catalog } from './translate.ts';

/** Words the desk's server says itself. */
export const desk = {
  ru: {
    stranger: 'Посетитель сайта',
    left: 'Сотрудник, который вёл обращение, больше не работает в компании.',
    grown: 'Клиент оказался крупным: такие обращения ведёт отдел продаж.',
  },
  en: {
    stranger: 'Website visitor',
    left: 'The person in charge no longer works here.',
    grown: 'The client has turned out to be large: sales take up such conversations.',
  },
} as const satisfies Catalog;
