import type { Catalog } from './say.ts';

/** The company command and what it changes. */
export const companyWords = {
  ru: {
    'department.client': 'Клиентский отдел',
    'department.sales': 'Отдел продаж',
    'department.finance': 'Финансовый отдел',
  },
  en: {
    'department.client': 'Client department',
    'department.sales': 'Sales',
    'department.finance': 'Finance',
  },
} as const satisfies Catalog;
