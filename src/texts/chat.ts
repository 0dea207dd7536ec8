import { type Catalog, translator } from './translate.ts';

/** What the desk itself says to a client in the chat. The greeting and the questions belong to the question tree. */
export const chat = {
  ru: {
    'question.not-understood':
      'Записали, специалист это увидит. А\u00a0чтобы пригласить нужного, выберите, пожалуйста, один из\u00a0ответов.',
    'question.reminder': 'Мы на\u00a0связи. Ответьте, пожалуйста, и\u00a0мы пригласим нужного специалиста.',
    'whose-client.asked': 'По какой компании ваш вопрос?',
    'whose-client.not-understood': 'Записали, специалист это увидит. Подскажите, пожалуйста, по какой компании ваш вопрос?',
    'whose-client.myself': 'Лично для меня',
    joined: 'С\u00a0вами {name}, {department}.',
    called:
      '{name}, {department}, {kind, select, call {подойдёт к\u00a0телефону} other {подойдёт к\u00a0вам}} в\u00a0течение {minutes, plural, one {# минуты} few {# минут} many {# минут} other {# минуты}}.',
    'called.until': '{name}, {department}, {kind, select, call {подойдёт к\u00a0телефону} other {подойдёт к\u00a0вам}} до\u00a0{when}.',
    'called.else': 'Если не\u00a0получится, вам поможет {by}.',
    queued:
      'Сейчас свободных специалистов нет, но\u00a0ваш вопрос уже у\u00a0нас. Как только кто-то освободится, вам ответит {department}.',
    'queued.until': 'Сейчас на\u00a0месте никого нет, но\u00a0ваш вопрос уже у\u00a0нас. {department} ответит после {when}.',
    'queue-late':
      'Специалисты всё ещё заняты, и\u00a0точного времени назвать не\u00a0можем. Руководитель уже знает, что вы ждёте; ответит {department}.',
    'queue-late.until': 'Сейчас на\u00a0месте никого нет: {department} ответит после {when}. Руководитель уже знает, что вы ждёте.',
    'offer.joined':
      'Вам ответит {name}, {department}. Если неудобно ждать в чате, оставьте телефон, почту или Telegram: свяжемся с вами там.',
    'offer.queued':
      'Все специалисты пока заняты, но ваш вопрос у нас, и {department} на него ответит. Если неудобно ждать в чате, оставьте телефон, почту или Telegram: свяжемся с вами там.',
    'contact-left.joined': 'Спасибо, записали. {name}, {department}, ответит здесь, а если вы уйдёте, свяжется с вами.',
    'contact-left.queued': 'Спасибо, записали. Ответим здесь, а если вы уйдёте, {department} свяжется с вами.',
    promised: '{name}, {department}, ответит до {when}.',
    resolved: 'Вопрос решён. Если понадобится что-то ещё, просто напишите сюда.',
    rate: 'Оцените, пожалуйста, как мы помогли: от\u00a01 до\u00a05.',
    'opening.known':
      '{named, select, yes {Здравствуйте, {name}!} other {Здравствуйте!}} Напишите, что случилось или что нужно: ответит ваш специалист.',
    'answer.skipped': 'не\u00a0указано',
    'answer.erased': 'удалено',
  },
  en: {
    'question.not-understood': 'Noted: the specialist will see it. To bring in the right one, please choose an answer.',
    'question.reminder': 'We’re still here. Answer this, please, and we’ll bring in the right specialist.',
    'whose-client.asked': 'Which company is this about?',
    'whose-client.not-understood': 'Noted: the specialist will see it. Which company is this about, please?',
    'whose-client.myself': 'Just for me',
    joined: '{name}, {department}, is with you.',
    called:
      '{name}, {department}, will {kind, select, call {come to the phone} other {be with you}} within {minutes, plural, one {# minute} other {# minutes}}.',
    'called.until': '{name}, {department}, will {kind, select, call {come to the phone} other {be with you}} by {when}.',
    'called.else': 'If not, {by} will help you.',
    queued: 'Nobody is free just now, but we have your question. {department} will answer as soon as somebody is.',
    'queued.until': 'Nobody is here just now, but we have your question. {department} will answer after {when}.',
    'queue-late':
      'Everybody is still busy, and we cannot name a time. The head knows by now that you are waiting; {department} will answer.',
    'queue-late.until': 'Nobody is here just now: {department} will answer after {when}. The head knows by now that you are waiting.',
    'offer.joined':
      '{name}, {department}, will answer you. If you’d rather not wait here, leave a phone number, an e-mail or a Telegram name, and we’ll get back to you there.',
    'offer.queued':
      'Everybody is still busy, but we have your question and {department} will answer it. If you’d rather not wait here, leave a phone number, an e-mail or a Telegram name, and we’ll get back to you there.',
    'contact-left.joined': 'Thank you, noted. {name}, {department}, will answer here, or reach you there if you leave.',
    'contact-left.queued': 'Thank you, noted. {department} will answer here, or reach you there if you leave.',
    promised: '{name}, {department}, will answer by {when}.',
    resolved: 'This is settled. If you need anything else, just write here.',
    rate: 'How did we do? Please choose from 1 to 5.',
    'opening.known':
      '{named, select, yes {Hello, {name}!} other {Hello!}} Tell us what happened or what you need: your specialist will answer.',
    'answer.skipped': 'not given',
    'answer.erased': 'erased',
  },
} as const satisfies Catalog;

export const t = translator(chat);
