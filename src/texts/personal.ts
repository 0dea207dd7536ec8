import { translator } from './translate.ts';

/** What is said of personal data: taken away, forgotten, and figures of single persons. */
const personal = {
  ru: {
    'export.told':
      '{name}: выгружены контакты клиентов ({count, plural, one {# строка} few {# строки} many {# строк} other {# строки}}). Причина: {reason}',
    'column.client': 'Клиент',
    'column.size': 'Размер',
    'column.stage': 'Стадия',
    'column.role': 'Роль',
    'column.name': 'Имя',
    'column.email': 'Почта',
    'column.phone': 'Телефон',
    'column.telegram': 'Telegram',
    'column.since': 'В базе с',
  },
  en: {
    'export.told': '{name}: contacts of clients were exported ({count, plural, one {# line} other {# lines}}). The reason: {reason}',
    'column.client': 'Client',
    'column.size': 'Size',
    'column.stage': 'Stage',
    'column.role': 'Role',
    'column.name': 'Name',
    'column.email': 'E-mail',
    'column.phone': 'Phone',
    'column.telegram': 'Telegram',
    'column.since': 'Known since',
  },
} as const;

export type PersonalKey = keyof (typeof personal)['en'];

export const tPersonal = translator<PersonalKey>(personal);
