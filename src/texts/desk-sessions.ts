/** Words about where somebody is signed in, and how that ends. */
export const sessionTexts = {
  ru: {
    'session.unreachable.title': 'Сервер не отвечает',
    'session.unreachable.text': 'Пробуем снова. Ничего нажимать не нужно: страница откроется сама.',
    'session.signed-out.title': 'Войдите по ссылке',
    'session.signed-out.text':
      'Вход по одноразовой ссылке, без пароля. Её печатает сервер при запуске; если запускали не вы, попросите ссылку у администратора. Написанное, но не отправленное сохранено в этом браузере.',
    'me.sessions': 'Где выполнен вход…',
    'sessions.title': 'Где выполнен вход',
    'sessions.here': 'этот браузер',
    'sessions.begun': '{by, select, pin {По PIN-коду} other {По ссылке}}, {date}',
    'sessions.unknown': 'Неизвестный браузер',
    'sessions.end': 'Выйти',
    'sessions.end-others': 'Выйти везде, кроме этого браузера',
    'sessions.ended':
      '{count, plural, =0 {Больше нигде входа нет.} one {Закрыт # вход.} few {Закрыто # входа.} many {Закрыто # входов.} other {Закрыто # входа.}}',
    'sessions.links': 'При выходе везде перестанут действовать и неиспользованные ссылки для входа.',
    'access.link.ends-sessions': 'Вход по ней закроет остальные входы',
    'access.sessions.end': 'Закрыть все входы',
    'access.sessions.ended':
      '{count, plural, =0 {Открытых входов не было.} one {Закрыт # вход: чтобы вернуться, нужна новая ссылка.} few {Закрыто # входа: чтобы вернуться, нужна новая ссылка.} many {Закрыто # входов: чтобы вернуться, нужна новая ссылка.} other {Закрыто # входа: чтобы вернуться, нужна новая ссылка.}}',
  },
  en: {
    'session.unreachable.title': 'The server does not answer',
    'session.unreachable.text': 'Trying again. Nothing to press: the page will open by itself.',
    'session.signed-out.title': 'Sign in with a link',
    'session.signed-out.text':
      'You sign in with a one-time link, without a password. The server prints it when it starts; if somebody else runs it, ask your administrator for one. What you wrote but did not send is kept in this browser.',
    'me.sessions': 'Where I am signed in…',
    'sessions.title': 'Where I am signed in',
    'sessions.here': 'this browser',
    'sessions.begun': '{by, select, pin {With the PIN} other {With a link}}, {date}',
    'sessions.unknown': 'Unknown browser',
    'sessions.end': 'Sign out',
    'sessions.end-others': 'Sign out everywhere else',
    'sessions.ended': '{count, plural, =0 {Signed in nowhere else.} one {# session ended.} other {# sessions ended.}}',
    'sessions.links': 'Signing out everywhere else also ends sign-in links that were not used yet.',
    'access.link.ends-sessions': 'Signing in with it ends the other sessions',
    'access.sessions.end': 'Sign out everywhere',
    'access.sessions.ended':
      '{count, plural, =0 {There were no sessions.} one {# session ended: coming back takes a new link.} other {# sessions ended: coming back takes a new link.}}',
  },
} as const;
