import { type Catalog, speaker } from './say.ts';

/** What `npm run doctor` finds, and what to do about it. */
export const doctor = {
  ru: {
    healthy: 'Всё в порядке.',
    ill: '{count, plural, one {Найдена # неисправность.} few {Найдены # неисправности.} other {Найдено # неисправностей.}}',
    'name.settings': 'Настройки',
    'name.database': 'База данных',
    'name.clock': 'Часы',
    'name.telegram': 'Telegram',
    'database.ok': '{kind, select, pglite {встроенная} other {Postgres {version}}}',
    'database.server': 'встроенная, открыта работающим сервером {url}, он готов',
    'database.none': 'встроенная, ещё не создана: появится при первом запуске сервера',
    'database.silent': 'открыта сервером, но он не отвечает. Посмотрите его журнал и перезапустите его.',
    'database.away': 'не открывается ({code}). Проверьте DATABASE_URL, доступ и что Postgres запущен.',
    'database.old': 'Postgres {version} не поддерживается. Нужен 15–18.',
    'clock.ok': 'расходятся не больше чем на {seconds, plural, one {# секунду} few {# секунды} other {# секунд}}',
    'clock.alone': 'сверить не с чем',
    'clock.wrong':
      'расходятся на {seconds, plural, one {# секунду} few {# секунды} other {# секунд}} с часами {with, select, telegram {Telegram} other {базы}}. Включите синхронизацию времени (NTP) на обеих машинах.',
    'telegram.off': 'выключен: TELEGRAM_BOT_TOKEN не задан',
    'telegram.bot': '@{name}',
    'telegram.token': 'токен не принят. Возьмите новый у @BotFather (/mybots, API Token) и задайте TELEGRAM_BOT_TOKEN.',
    'telegram.unreachable': 'API по адресу {root} недоступен. Проверьте сеть, прокси и TELEGRAM_API_ROOT.',
    'telegram.polling': 'сервер опрашивает Telegram сам, очередь: {pending}',
    'telegram.webhook': 'Telegram вызывает {url}, очередь: {pending}',
    'telegram.insecure':
      'PUBLIC_URL должен начинаться с https: по http Telegram не звонит. Уберите PUBLIC_URL, и сервер будет опрашивать Telegram сам.',
    'telegram.webhook.none': 'Telegram никого не вызывает. Запустите сервер с PUBLIC_URL: он сам назовёт Telegram адрес {url}.',
    'telegram.webhook.other':
      'Telegram вызывает другой адрес: {other}. Если это не ваш второй сервер, перезапустите этот: он назовёт {url}.',
    'telegram.webhook.stray':
      'Telegram вызывает {other}, а PUBLIC_URL не задан. Задайте PUBLIC_URL или перезапустите сервер: он уберёт вызов и станет опрашивать сам.',
    'telegram.kinds': 'Telegram присылает не те виды событий: {kinds}. Перезапустите сервер: он попросит нужные.',
    'telegram.pending':
      'Telegram держит {pending, plural, one {# событие} few {# события} other {# событий}}: никто их не забирает. Проверьте, что сервер запущен и что никто другой не опрашивает того же бота.',
    'telegram.error':
      'последний вызов не удался ({ago, plural, one {# минуту} few {# минуты} other {# минут}} назад): {message}. Проверьте сертификат и что {url} открывается из интернета.',
  },
  en: {
    healthy: 'Everything is in order.',
    ill: '{count, plural, one {# fault found.} other {# faults found.}}',
    'name.settings': 'Settings',
    'name.database': 'Database',
    'name.clock': 'Clock',
    'name.telegram': 'Telegram',
    'database.ok': '{kind, select, pglite {embedded} other {Postgres {version}}}',
    'database.server': 'embedded, open in the running server {url}, which is ready',
    'database.none': 'embedded, not made yet: the server makes it when it first starts',
    'database.silent': 'a server has it open, but does not answer. Look at its log and restart it.',
    'database.away': 'cannot be opened ({code}). Check DATABASE_URL, who may get in, and that Postgres runs.',
    'database.old': 'Postgres {version} is not supported. Use 15 to 18.',
    'clock.ok': 'differ by at most {seconds, plural, one {# second} other {# seconds}}',
    'clock.alone': 'nothing to compare it with',
    'clock.wrong':
      'off by {seconds, plural, one {# second} other {# seconds}} from {with, select, telegram {Telegram} other {the database}}. Turn on time synchronisation (NTP) on both machines.',
    'telegram.off': 'off: TELEGRAM_BOT_TOKEN is not set',
    'telegram.bot': '@{name}',
    'telegram.token': 'the token is refused. Get a new one from @BotFather (/mybots, API Token) and set TELEGRAM_BOT_TOKEN.',
    'telegram.unreachable': 'the API at {root} cannot be reached. Check the network, the proxy and TELEGRAM_API_ROOT.',
    'telegram.polling': 'the server asks Telegram itself, waiting: {pending}',
    'telegram.webhook': 'Telegram calls {url}, waiting: {pending}',
    'telegram.insecure':
      'PUBLIC_URL has to begin with https: Telegram does not call http. Without PUBLIC_URL the server asks Telegram itself.',
    'telegram.webhook.none': 'Telegram calls nobody. Start the server with PUBLIC_URL: it gives Telegram {url}.',
    'telegram.webhook.other':
      'Telegram calls another address: {other}. Unless that is a second server of yours, restart this one: it gives Telegram {url}.',
    'telegram.webhook.stray':
      'Telegram calls {other}, but PUBLIC_URL is not set. Set PUBLIC_URL, or restart the server: it ends those calls and asks by itself.',
    'telegram.kinds': 'Telegram sends the wrong kinds of updates: {kinds}. Restart the server: it asks for the right ones.',
    'telegram.pending':
      'Telegram holds {pending, plural, one {# update} other {# updates}}: nobody takes them. Check that the server runs, and that nobody else asks for the same bot’s updates.',
    'telegram.error':
      'the last call failed ({ago, plural, one {# minute} other {# minutes}} ago): {message}. Check the certificate, and that {url} opens from the internet.',
  },
} as const satisfies Catalog;

export const say = speaker(doctor);

export type DoctorKey = keyof (typeof doctor)['ru'];
