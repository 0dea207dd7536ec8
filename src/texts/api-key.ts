import { type Catalog, translator } from './translate.ts';

/** What `npm run api-key` says. */
export const apiKey = {
  ru: {
    usage: `Ключи для систем компании.

  npm run api-key -- create --name CRM --scopes clients:read,clients:write [--rate 600]
  npm run api-key -- list
  npm run api-key -- revoke ID

Права: {scopes}`,
    created: 'Ключ создан. Сохраните его сейчас: второй раз он показан не будет.',
    revoked: 'Ключ отозван.',
    'not-found': 'Такого действующего ключа нет: {id}',
    none: 'Ключей пока нет.',
    'used.never': 'не использовался',
    'used.at': 'последний запрос {at}',
    'revoked.at': 'отозван {at}',
    'mistake.name': 'Укажите --name: от 1 до 100 знаков.',
    'mistake.scopes': 'Неизвестное право: {scope}',
    'mistake.rate': 'В --rate нужно целое число запросов в минуту от 1 до 100000.',
    running: 'База занята другим процессом, и через него сейчас не пройти. Остановите его и повторите.',
  },
  en: {
    usage: `Keys for the company’s systems.

  npm run api-key -- create --name CRM --scopes clients:read,clients:write [--rate 600]
  npm run api-key -- list
  npm run api-key -- revoke ID

Scopes: {scopes}`,
    created: 'The key is made. Keep it now: it is not shown again.',
    revoked: 'The key is revoked.',
    'not-found': 'There is no key in force with this id: {id}',
    none: 'There are no keys yet.',
    'used.never': 'never used',
    'used.at': 'last used {at}',
    'revoked.at': 'revoked {at}',
    'mistake.name': 'Give a --name of 1 to 100 characters.',
    'mistake.scopes': 'Unknown scope: {scope}',
    'mistake.rate': 'Give --rate as a whole number of requests a minute, 1 to 100000.',
    running: 'Another process has the database and cannot be asked now. Stop it and try again.',
  },
} as const satisfies Catalog;

export const t = translator(apiKey);
