import type { Catalog } from './say.ts';

/** What the server says to whoever started it. */
export const startup = {
  ru: {
    running: 'Окно открыто.',
    site: 'Демо-сайт с чатом',
    desk: 'Рабочее место, {name} ({role, select, director {коммерческий директор} other {специалист}})',
    links: 'Ссылки для входа действуют один раз, {hours, plural, one {# час} few {# часа} many {# часов} other {# часа}}.',
    'data.pglite': 'Данные: встроенная база в {folder}',
    'data.postgres': 'Данные: Postgres из DATABASE_URL',
    'channel.webchat': 'Чат на сайте: включён',
    'channel.telegram': 'Telegram: выключен. Появится в следующих версиях, включаться будет настройкой TELEGRAM_BOT_TOKEN',
    'channel.slack': 'Slack: выключен. Появится в следующих версиях, включаться будет настройкой SLACK_BOT_TOKEN',
    unbuilt: 'Страницы не собраны: чат и рабочее место не откроются. Запустите сервер командой npm start.',
    'failed.settings': 'Настройки не подходят:',
    'failed.port': 'Порт {port} на {host} занят. Остановите тот сервер или задайте другой PORT.',
    'failed.forbidden': 'Слушать порт {port} на {host} не разрешено. Задайте PORT от 1024 или другой HOST.',
    'failed.address': 'Адреса {host} на этой машине нет. Проверьте HOST.',
    'failed.start': 'Запустить сервер не удалось:',
  },
  en: {
    running: 'Okno is open.',
    site: 'Demo site with the chat',
    desk: 'Desk, {name} ({role, select, director {commercial director} other {specialist}})',
    links: 'Each sign-in link works once, within {hours, plural, one {# hour} other {# hours}}.',
    'data.pglite': 'Data: embedded database in {folder}',
    'data.postgres': 'Data: Postgres of DATABASE_URL',
    'channel.webchat': 'Web chat: on',
    'channel.telegram': 'Telegram: off. It comes with a later version and will be turned on by TELEGRAM_BOT_TOKEN',
    'channel.slack': 'Slack: off. It comes with a later version and will be turned on by SLACK_BOT_TOKEN',
    unbuilt: 'The pages are not built: neither chat nor desk will open. Start the server with npm start.',
    'failed.settings': 'The settings cannot be used:',
    'failed.port': 'Port {port} on {host} is in use. Stop that server, or set another PORT.',
    'failed.forbidden': 'Listening on port {port} of {host} is not permitted. Set a PORT from 1024 up, or another HOST.',
    'failed.address': 'This machine has no address {host}. Check HOST.',
    'failed.start': 'The server could not start:',
  },
} as const satisfies Catalog;
