import type { Catalog } from './translate.ts';

/** The page that a one-time sign-in link leads to. */
export const signInWords = {
  ru: {
    title: 'Вход в Okno',
    hello: 'Здравствуйте, {name}',
    press: 'Нажмите кнопку, чтобы войти на этом устройстве. Ссылка сработает один раз.',
    enter: 'Войти',
    'ends-sessions': 'На других устройствах вы выйдете: этого попросили, когда создавали ссылку.',
    'not-you': 'Это не вы? Закройте страницу и сообщите тому, кто прислал ссылку.',
    spent: 'Эта ссылка уже использована или устарела',
    advice: 'Ссылка действует один раз. Новую печатает сервер при запуске, или попросите её у администратора.',
  },
  en: {
    title: 'Sign in to Okno',
    hello: 'Hello, {name}',
    press: 'Press the button to sign in on this device. The link works once.',
    enter: 'Sign in',
    'ends-sessions': 'You will be signed out on your other devices: whoever made the link asked for it.',
    'not-you': 'Not you? Close this page and tell whoever sent the link.',
    spent: 'This link was used already or is out of date',
    advice: 'A link works once. The server prints new ones when it starts, or ask your administrator for one.',
  },
} as const satisfies Catalog;
