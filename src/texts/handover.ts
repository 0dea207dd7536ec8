import type { Catalog } from './translate.ts';

/** Words of a handover: to the client in the window, and to the two colleagues. Names stand in the nominative, so that any name fits. */
export const handoverWords = {
  ru: {
    introduced: 'Теперь с вами работает {name}, {department}. Пишите сюда же, как и раньше.',
    'introduced.former': 'Теперь с вами работает {name}, {department}. Дела передаёт {former}. Пишите сюда же, как и раньше.',
    'task.given': 'Клиент теперь ваш: {client}. Причина: {reason}',
    'client.line': '{client}, линейка «{line}»',
    'task.to': 'К вам переходит клиент: {client} (подразделение «{department}»). {matters} Откройте карточку и напишите клиенту первым.',
    'task.to.former':
      'К вам переходит клиент: {client} (подразделение «{department}»). Дела передаёт {former}. {matters} Откройте карточку и напишите клиенту первым.',
    'task.from': 'Клиент передан: {client}. Теперь с ним работает {name}. {matters}',
    matters:
      '{count, plural, =0 {Открытых дел нет.} one {Открыто # дело.} few {Открыто # дела.} many {Открыто # дел.} other {Открыто # дела.}}',
    'task.acquaint': 'Познакомьтесь с клиентом {client}: его знают слишком мало сотрудников.',
  },
  en: {
    introduced: 'From now on {name} from {department} looks after you. Just write here as before.',
    'introduced.former': 'From now on {name} from {department} looks after you, taking over from {former}. Just write here as before.',
    'task.given': 'The client is yours from now on: {client}. Why: {reason}',
    'client.line': '{client}, product line “{line}”',
    'task.to': 'A client comes to you: {client}, from “{department}”. {matters} Open the card and write to them first.',
    'task.to.former':
      'A client comes to you: {client}, from “{department}”, taken over from {former}. {matters} Open the card and write to them first.',
    'task.from': 'Handed over: {client}. From now on it is with {name}. {matters}',
    matters: '{count, plural, =0 {Nothing is open.} one {# matter is open.} other {# matters are open.}}',
    'task.acquaint': 'Get to know {client}: too few of us know them.',
  },
} as const satisfies Catalog;
