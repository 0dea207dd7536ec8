import type { Catalog } from './say.ts';

/** The company command and what it changes. */
export const companyWords = {
  ru: {
    'department.client': 'Клиентский отдел',
    'department.sales': 'Отдел продаж',
    'department.finance': 'Финансовый отдел',
    unreadable: 'Файл {file} не\u00a0читается.',
  },
  en: {
    'department.client': 'Client department',
    'department.sales': 'Sales',
    'department.finance': 'Finance',
    unreadable: 'The file {file} cannot be read.',
  },
} as const satisfies Catalog;
