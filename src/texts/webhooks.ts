import type { Catalog } from './translate.ts';

/** What directors are told of webhooks. */
export const webhookWords = {
  ru: {
    'task.gone':
      'Вебхуки для «{name}» приостановлены: адрес ответил, что его больше нет (410). Укажите новый адрес или удалите получателя.',
    'task.failing':
      'Вебхуки для «{name}» приостановлены: {days, plural, one {# день} few {# дня} many {# дней} other {# дня}} ничего не доходит. То, что накопилось, уйдёт, когда вы их возобновите.',
  },
  en: {
    'task.gone':
      'Webhooks to “{name}” are paused: the address answered that it is gone (410). Give another address or remove the endpoint.',
    'task.failing':
      'Webhooks to “{name}” are paused: nothing has arrived for {days, plural, one {# day} other {# days}}. What waits will be sent once you resume them.',
  },
} as const satisfies Catalog;
