import { type Catalog, translator } from './translate.ts';

/** The words around the API's reference; what the operations are is said by the document itself, in English. */
export const reference = {
  ru: {
    title: 'API Okno',
    lead: 'Для собственных систем компании: CRM, биллинга, сайта. Всё, что здесь показано, взято из документа OpenAPI этого сервера.',
    document: 'Документ OpenAPI 3.1',
    contents: 'Содержание',
    basics: 'Основы',
    'basics.key.title': 'Ключ',
    'basics.key':
      'Каждый запрос несёт ключ: «Authorization: Bearer okno_…». Ключ создаёт администратор на рабочем столе или команда npm run api-key; показан он один раз. У ключа есть права; какое из них нужно операции, сказано в её описании.',
    'basics.once.title': 'Ровно один раз',
    'basics.once':
      'Каждый POST несёт заголовок Idempotency-Key. Тот же запрос с тем же ключом в течение 24 часов получит тот же ответ и не будет выполнен второй раз; другой запрос с тем же ключом получит 422. После ошибки ключ свободен.',
    'basics.pages.title': 'Списки',
    'basics.pages':
      'Списки идут от старых записей к новым и отдаются страницами. Следующую страницу даёт nextCursor с теми же фильтрами; null значит, что это конец.',
    'basics.match.title': 'Чужие изменения',
    'basics.match':
      'Ответы с одним объектом несут ETag. Верните его в If-Match при изменении: если объект с тех пор изменился, ответом будет 412, и ничего не перезапишется.',
    'basics.limits.title': 'Частота запросов',
    'basics.limits':
      'Заголовки RateLimit-Policy и RateLimit говорят, сколько запросов есть у ключа и сколько осталось. Когда их не осталось, ответ 429 с Retry-After.',
    'basics.errors.title': 'Ошибки',
    'basics.errors': 'Все ошибки одного вида, code предназначен для программ.',
    parameters: 'Параметры',
    body: 'Тело запроса',
    answer: 'Ответ {status}',
    errors: 'Ошибки',
    example: 'Пример',
    field: 'Поле',
    type: 'Тип',
    meaning: 'Значение',
    required: 'обязательно',
    failed: 'Документ не загрузился. Обновите страницу.',
  },
  en: {
    title: 'Okno API',
    lead: 'For the company’s own systems: CRM, billing, the site. Everything here comes from this server’s OpenAPI document.',
    document: 'OpenAPI 3.1 document',
    contents: 'Contents',
    basics: 'Basics',
    'basics.key.title': 'Key',
    'basics.key':
      'Every request carries a key: “Authorization: Bearer okno_…”. An administrator makes one at the desk, or npm run api-key does; it is shown once. A key has scopes; each operation says which one it needs.',
    'basics.once.title': 'Exactly once',
    'basics.once':
      'Every POST carries an Idempotency-Key. The same request with the same key gets the same answer for 24 hours and is not carried out again; another request with that key gets 422. After an error the key is free.',
    'basics.pages.title': 'Lists',
    'basics.pages':
      'Lists go from the oldest to the newest, a page at a time. Send nextCursor with the same filters for the next page; null means there is none.',
    'basics.match.title': 'Changes by others',
    'basics.match':
      'Answers with one object carry an ETag. Send it back in If-Match with a change: if the object has changed since, the answer is 412 and nothing is overwritten.',
    'basics.limits.title': 'Rate limits',
    'basics.limits':
      'RateLimit-Policy and RateLimit say how many requests the key has, and how many are left. With none left the answer is 429 with Retry-After.',
    'basics.errors.title': 'Errors',
    'basics.errors': 'All errors have one shape; code is for programs.',
    parameters: 'Parameters',
    body: 'Request body',
    answer: 'Answer {status}',
    errors: 'Errors',
    example: 'Example',
    field: 'Field',
    type: 'Type',
    meaning: 'Meaning',
    required: 'required',
    failed: 'The document could not be loaded. Reload the page.',
  },
} as const satisfies Catalog;

export type Word = keyof (typeof reference)['en'];

export const t = translator<Word>(reference);
