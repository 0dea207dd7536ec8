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
    'task.left':
      'Теперь ваши клиенты от {former}: {names}{count, plural, one {} few {} many { и\u00a0другие, всего #} other {}}. Напишите им первыми.',
    'task.leaver':
      '{name} больше не в\u00a0отделе, а\u00a0{count, plural, one {# клиент остался} few {# клиента остались} many {# клиентов осталось} other {# клиента осталось}} без специалиста. Откройте карточку сотрудника: там видно, кому сколько достанется, и\u00a0передайте клиентов.',
    'task.deputy': '{former} больше не замещает: {names}. Назначьте других заместителей; до тех пор подменит наименее загруженный.',
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
    'task.left': 'Clients of {former} are yours from now on: {names}{count, plural, one {} other {, # in all}}. Write to them first.',
    'task.leaver':
      '{name} is no longer in the department, and {count, plural, one {# client has} other {# clients have}} nobody. Open their page: it shows who would get how many, and gives the clients to others.',
    'task.deputy': '{former} no longer stands in for: {names}. Name other deputies; until then the least loaded does.',
    'task.acquaint': 'Get to know {client}: too few of us know them.',
  },
} as const satisfies Catalog;
