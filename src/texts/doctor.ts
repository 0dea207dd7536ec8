import { type Catalog, translator } from './translate.ts';

/** What `npm run doctor` finds, and what to do about it. */
export const doctor = {
  ru: {
    healthy: 'Всё в порядке.',
    ill: '{count, plural, one {Найдена # неисправность.} few {Найдены # неисправности.} other {Найдено # неисправностей.}}',
    'name.settings': 'Настройки',
    'name.database': 'База данных',
    'name.clock': 'Часы',
    'name.telegram': 'Telegram',
    'name.slack': 'Slack',
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
    'telegram.busy': 'API отвечает ошибкой {code}. Подождите минуту и проверьте снова.',
    'telegram.secret':
      'Telegram показывает не тот секрет, которого ждёт сервер, и получает 401 ({ago, plural, one {# минуту} few {# минуты} many {# минут} other {# минуты}} назад). Перезапустите сервер: он назовёт Telegram свой.',
    'telegram.polling': 'сервер опрашивает Telegram сам, очередь: {pending}',
    'telegram.webhook': 'Telegram вызывает {url}, очередь: {pending}',
    'telegram.insecure':
      'PUBLIC_URL должен начинаться с https: по http Telegram не звонит. Уберите PUBLIC_URL, и сервер будет опрашивать Telegram сам.',
    'telegram.webhook.none': 'Telegram никого не вызывает. Запустите сервер с PUBLIC_URL: он сам назовёт Telegram адрес {url}.',
    'telegram.webhook.other':
      'Telegram вызывает другой адрес: {other}. Если это не ваш второй сервер, перезапустите этот: он назовёт {url}.',
    'telegram.webhook.stray':
      'Telegram вызывает {other}, а PUBLIC_URL не задан. Задайте PUBLIC_URL или перезапустите сервер: он уберёт вызов и станет опрашивать сам.',
    'telegram.kinds':
      'Telegram присылает не те виды событий{kinds, select, none {} other {: {kinds}}}. Перезапустите сервер: он попросит нужные.',
    'telegram.pending':
      'Telegram держит {pending, plural, one {# событие} few {# события} other {# событий}}: никто их не забирает. Проверьте, что сервер запущен и что никто другой не опрашивает того же бота.',
    'telegram.error':
      'последний вызов не удался ({ago, plural, one {# минуту} few {# минуты} other {# минут}} назад): {message}. Проверьте сертификат и что {url} открывается из интернета.',
    'slack.off': 'выключен: SLACK_BOT_TOKEN не задан',
    'slack.team': 'рабочее пространство «{name}»',
    'slack.token': 'токен не принят ({code}). Установите приложение заново (slack-manifest.yaml) и задайте SLACK_BOT_TOKEN.',
    'slack.unreachable': 'API по адресу {url} недоступен. Проверьте сеть, прокси и SLACK_API_URL.',
    'slack.scopes': 'прав хватает',
    'slack.scopes.missing': 'не хватает прав: {scopes}. Обновите приложение по slack-manifest.yaml и установите его заново.',
    'slack.socket': 'сервер обращается к Slack сам (Socket Mode)',
    'slack.http': 'Slack вызывает {url}',
    'slack.deaf': 'Slack некуда обращаться. Задайте SLACK_APP_TOKEN или SLACK_SIGNING_SECRET вместе с PUBLIC_URL.',
    'slack.channels.none': 'ни у одного подразделения нет канала. Укажите его в описании компании или задайте SLACK_CHANNEL.',
    'slack.channel': 'канал #{name}: приложение в нём есть',
    'slack.channel.outside': 'канал #{name}: приложения в нём нет. Позовите его туда: /invite @Okno.',
    'slack.channel.archived': 'канал #{name} в архиве. Верните его или укажите подразделению другой.',
    'slack.channel.unknown': 'канал {channel} не виден ({code}). Проверьте его id и позовите туда приложение.',
    'slack.staff':
      '{count, plural, one {# сотрудник найден} few {# сотрудника найдены} many {# сотрудников найдено} other {# сотрудника найдено}}',
    'slack.staff.unknown': 'сотрудники не проверены: базу открыл работающий сервер',
    'slack.person.none': '{name}: в Slack не найден. Исправьте почту или укажите id пользователя Slack.',
    'slack.person.guest':
      '{name}: в Slack это гость, отключённая или внешняя запись, такие клиентам не пишут. Сделайте полноправным участником.',
  },
  en: {
    healthy: 'Everything is in order.',
    ill: '{count, plural, one {# fault found.} other {# faults found.}}',
    'name.settings': 'Settings',
    'name.database': 'Database',
    'name.clock': 'Clock',
    'name.telegram': 'Telegram',
    'name.slack': 'Slack',
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
    'telegram.busy': 'the API answers with error {code}. Wait a minute and look again.',
    'telegram.secret':
      'Telegram shows another secret than the server expects, and is answered 401 ({ago, plural, one {# minute} other {# minutes}} ago). Restart the server: it tells Telegram its own.',
    'telegram.polling': 'the server asks Telegram itself, waiting: {pending}',
    'telegram.webhook': 'Telegram calls {url}, waiting: {pending}',
    'telegram.insecure':
      'PUBLIC_URL has to begin with https: Telegram does not call http. Without PUBLIC_URL the server asks Telegram itself.',
    'telegram.webhook.none': 'Telegram calls nobody. Start the server with PUBLIC_URL: it gives Telegram {url}.',
    'telegram.webhook.other':
      'Telegram calls another address: {other}. Unless that is a second server of yours, restart this one: it gives Telegram {url}.',
    'telegram.webhook.stray':
      'Telegram calls {other}, but PUBLIC_URL is not set. Set PUBLIC_URL, or restart the server: it ends those calls and asks by itself.',
    'telegram.kinds':
      'Telegram sends the wrong kinds of updates{kinds, select, none {} other {: {kinds}}}. Restart the server: it asks for the right ones.',
    'telegram.pending':
      'Telegram holds {pending, plural, one {# update} other {# updates}}: nobody takes them. Check that the server runs, and that nobody else asks for the same bot’s updates.',
    'telegram.error':
      'the last call failed ({ago, plural, one {# minute} other {# minutes}} ago): {message}. Check the certificate, and that {url} opens from the internet.',
    'slack.off': 'off: SLACK_BOT_TOKEN is not set',
    'slack.team': 'workspace “{name}”',
    'slack.token': 'the token is refused ({code}). Install the app again (slack-manifest.yaml) and set SLACK_BOT_TOKEN.',
    'slack.unreachable': 'the API at {url} cannot be reached. Check the network, proxies and SLACK_API_URL.',
    'slack.scopes': 'it may do what it needs to',
    'slack.scopes.missing': 'scopes are missing: {scopes}. Bring the app up to slack-manifest.yaml and install it again.',
    'slack.socket': 'the server asks Slack (Socket Mode)',
    'slack.http': 'Slack calls {url}',
    'slack.deaf': 'Slack has nowhere to call. Set SLACK_APP_TOKEN, or SLACK_SIGNING_SECRET together with PUBLIC_URL.',
    'slack.channels.none': 'no department has a channel. Name it in the company’s description, or set SLACK_CHANNEL.',
    'slack.channel': 'channel #{name}: the app is in it',
    'slack.channel.outside': 'channel #{name}: the app is not in it. Invite it there: /invite @Okno.',
    'slack.channel.archived': 'channel #{name} is archived. Bring it back, or give the department another.',
    'slack.channel.unknown': 'channel {channel} is not to be seen ({code}). Check its id and invite the app there.',
    'slack.staff': '{count, plural, one {# person was found} other {# people were found}}',
    'slack.staff.unknown': 'the staff was not looked up: a running server has the database to itself',
    'slack.person.none': '{name}: not found in Slack. Correct the e-mail, or say the Slack user id.',
    'slack.person.guest': '{name}: a guest, deactivated or outside account in Slack; these do not write to clients. Make it a full member.',
  },
} as const satisfies Catalog;

export const t = translator(doctor);

export type DoctorKey = keyof (typeof doctor)['ru'];
