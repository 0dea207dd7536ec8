import type { Catalog } from './translate.ts';

/** The company command: what changes, what came of it, what is written on invitations. */
export const companyWords = {
  ru: {
    'department.client': 'Клиентский отдел',
    'department.sales': 'Отдел продаж',
    'department.finance': 'Финансовый отдел',

    'kind.company': 'компания',
    'kind.department': 'отдел {name}',
    'kind.person': 'сотрудник {of}, {name}',
    'kind.client': 'клиент «{name}»',
    'kind.contact': 'контакт {name}, «{of}»',
    'kind.owner': 'ответственный за «{of}» в\u00a0отделе {name}',
    'kind.policy': 'политика, {name}',
    'kind.tree': 'дерево вопросов «{name}»',
    'policy.first': 'политика',
    leaves: 'больше не\u00a0работает, вход закрыт',
    returns: 'снова работает',
    none: 'нет',
    yes: 'да',
    no: 'нет',
    'round-the-clock': 'круглосуточно',

    'field.name': 'имя',
    'field.head': 'руководитель',
    'field.slack_channel': 'канал Slack',
    'field.in_sentence': 'в тексте',
    'field.time_zone': 'часовой пояс',
    'field.hours': 'часы',
    'field.holidays': 'выходные даты',
    'field.role': 'роль',
    'field.department': 'отдел',
    'field.serves': 'принимает обращения',
    'field.trained': 'обучен работе с долгами',
    'field.slack_user': 'пользователь Slack',
    'field.languages': 'языки',
    'field.capacity': 'ёмкость',
    'field.deputy': 'заместитель',
    'field.size': 'размер',
    'field.stage': 'стадия',
    'field.product_line': 'продуктовая линия',
    'field.external_id': 'номер во\u00a0внешней системе',
    'field.currency': 'валюта',
    'field.email': 'почта',
    'field.phone': 'телефон',
    'field.telegram': 'Telegram',
    'field.site_id': 'имя на\u00a0сайте',
    'field.language': 'язык',
    'field.client': 'клиент',

    nothing: 'Менять нечего: компания уже такая.',
    planned: '{count, plural, one {# изменение} few {# изменения} many {# изменений} other {# изменения}}. Чтобы применить: company apply.',
    applied: 'Применено: {count, plural, one {# изменение} few {# изменения} many {# изменений} other {# изменения}}.',
    mistakes: '{count, plural, one {# ошибка} few {# ошибки} many {# ошибок} other {# ошибки}}. Ничего не\u00a0изменено.',

    'import.would':
      'Новых клиентов: {clients}, контактов: {contacts}. Повторов: {duplicates}, отклонено: {rejects}. Это проба: чтобы записать, добавьте --apply.',
    'import.did': 'Записано клиентов: {clients}, контактов: {contacts}. Повторов: {duplicates}, отклонено: {rejects}.',
    'import.duplicate':
      '{file}:{line}: {what, select, contact {контакт {contact}, «{client}»,} other {клиент «{client}»}} уже есть{first, select, 0 {} other {: строка {first}}}.',
    'facts.would': 'Будет записано: {facts}. Записано раньше: {known}, отклонено: {rejects}. Записать: добавьте --apply.',
    'facts.did': 'Записано: {facts}. Записано раньше: {known}, отклонено: {rejects}.',
    'import.rejects': 'Отклонённые строки с\u00a0причинами: {file}',
    'import.reason': 'причина',

    link: 'Вход для {name}, один раз, {hours, plural, one {# час} few {# часа} many {# часов} other {# часа}}:',
    'link.unknown': 'Сотрудника с\u00a0почтой {email} нет.{isLike, select, yes { Может быть, {suggestion}?} other {}}',
    'link.left': 'Сотрудник с\u00a0почтой {email} больше не\u00a0работает.',

    'invites.none': 'Приглашать некого: у\u00a0всех контактов приглашения уже есть. Новые для всех: --again.',
    'invites.written':
      '{count, plural, one {# приглашение} few {# приглашения} many {# приглашений} other {# приглашения}}: {file}, карточки в\u00a0{cards}',
    'card.title': 'Пишите нам сюда',
    'card.how': 'Наведите камеру: откроется чат с\u00a0вашим специалистом',
    'card.personal': 'Код личный и\u00a0действует один раз',

    unreadable: 'Файл {file} не\u00a0читается.',
    unreachable: 'Папку {folder} держит работающий сервер, но\u00a0он не\u00a0отвечает. Подождите, пока он запустится, или остановите его.',
    refused: 'Сервер отказал: {reason}',
    failed: 'Не\u00a0получилось: {reason}',
    usage: `Команды:
  npm run company -- plan FILE                            что изменится
  npm run company -- apply FILE                           изменить
  npm run company -- import CSV [--apply] [--rejects FILE]  добавить клиентов из таблицы; без --apply только проба
  npm run company -- import-facts CSV [--apply] [--rejects FILE]  записать сделки, платежи, использование и обращения продаж
  npm run company -- link EMAIL                           ссылка для входа, на один раз
  npm run company -- invites [--out FILE] [--again]       личные ссылки для контактов, с карточками`,
  },
  en: {
    'department.client': 'Client department',
    'department.sales': 'Sales',
    'department.finance': 'Finance',

    'kind.company': 'the company',
    'kind.department': 'department {name}',
    'kind.person': '{of}, {name}',
    'kind.client': 'client “{name}”',
    'kind.contact': 'contact {name} of “{of}”',
    'kind.owner': 'owner of “{of}” in the department {name}',
    'kind.policy': 'policy, {name}',
    'kind.tree': 'question tree “{name}”',
    'policy.first': 'policy',
    leaves: 'works here no longer, cannot sign in',
    returns: 'works here again',
    none: 'none',
    yes: 'yes',
    no: 'no',
    'round-the-clock': 'round the clock',

    'field.name': 'name',
    'field.head': 'head',
    'field.slack_channel': 'Slack channel',
    'field.in_sentence': 'in a sentence',
    'field.time_zone': 'time zone',
    'field.hours': 'hours',
    'field.holidays': 'holidays',
    'field.role': 'role',
    'field.department': 'department',
    'field.serves': 'takes conversations',
    'field.trained': 'trained for debts',
    'field.slack_user': 'Slack user',
    'field.languages': 'languages',
    'field.capacity': 'capacity',
    'field.deputy': 'deputy',
    'field.size': 'size',
    'field.stage': 'stage',
    'field.product_line': 'product line',
    'field.external_id': 'external id',
    'field.currency': 'currency',
    'field.email': 'e-mail',
    'field.phone': 'phone',
    'field.telegram': 'Telegram',
    'field.site_id': 'site id',
    'field.language': 'language',
    'field.client': 'client',

    nothing: 'Nothing to change: the company is like this already.',
    planned: '{count, plural, one {# change} other {# changes}}. To carry them out: company apply.',
    applied: 'Applied: {count, plural, one {# change} other {# changes}}.',
    mistakes: '{count, plural, one {# mistake} other {# mistakes}}. Nothing was changed.',

    'import.would':
      'New clients: {clients}, contacts: {contacts}. Duplicates: {duplicates}, rejected: {rejects}. This was a trial: to write them, add --apply.',
    'import.did': 'Clients written: {clients}, contacts: {contacts}. Duplicates: {duplicates}, rejected: {rejects}.',
    'import.duplicate':
      '{file}:{line}: the {what, select, contact {contact {contact} of “{client}”} other {client “{client}”}} is there already{first, select, 0 {} other {: line {first}}}.',
    'facts.would': 'To be written: {facts}. Known before: {known}, rejected: {rejects}. To write them, add --apply.',
    'facts.did': 'Written: {facts}. Known before: {known}, rejected: {rejects}.',
    'import.rejects': 'Rejected rows with the reasons: {file}',
    'import.reason': 'reason',

    link: 'Sign-in for {name}, once, within {hours, plural, one {# hour} other {# hours}}:',
    'link.unknown': 'Nobody has the e-mail {email}.{isLike, select, yes { Did you mean {suggestion}?} other {}}',
    'link.left': 'The person with the e-mail {email} works here no longer.',

    'invites.none': 'Nobody to invite: every contact has an invite already. New ones for all: --again.',
    'invites.written': '{count, plural, one {# invite} other {# invites}}: {file}, cards in {cards}',
    'card.title': 'Write to us here',
    'card.how': 'Point your camera: the chat with your specialist opens',
    'card.personal': 'This code is personal and works once',

    unreadable: 'The file {file} cannot be read.',
    unreachable: 'A running server has the folder {folder}, but does not answer. Wait until it has started, or stop it.',
    refused: 'The server refused: {reason}',
    failed: 'It did not work out: {reason}',
    usage: `Commands:
  npm run company -- plan FILE                            what would change
  npm run company -- apply FILE                           change it
  npm run company -- import CSV [--apply] [--rejects FILE]  add clients of a table; without --apply only a trial
  npm run company -- import-facts CSV [--apply] [--rejects FILE]  tell deals, payments, usage and outreach of a table
  npm run company -- link EMAIL                           a link to sign in, once
  npm run company -- invites [--out FILE] [--again]       personal links for contacts, with cards`,
  },
} as const satisfies Catalog;
