import { type Catalog, translator } from './translate.ts';

/** What the desk itself says to a client in the chat. The greeting and the questions belong to the question tree. */
export const chat = {
  ru: {
    'question.not-understood':
      'Записали, специалист это увидит. А\u00a0чтобы пригласить нужного, выберите, пожалуйста, один из\u00a0ответов.',
    'question.reminder': 'Мы на\u00a0связи. Ответьте, пожалуйста, и\u00a0мы пригласим нужного специалиста.',
    'whose-client.asked': 'К\u00a0какой компании относится ваш вопрос?',
    'whose-client.not-understood': 'Записали, специалист это увидит. Подскажите, пожалуйста, к\u00a0какой компании он относится?',
    'whose-client.myself': 'Лично для меня',
    joined: 'С\u00a0вами {name}, {department}.',
    'joined.finance': 'По\u00a0счетам и\u00a0оплате с\u00a0вами {name}, {department}.',
    called:
      '{name}, {department}, {kind, select, call {подойдёт к\u00a0телефону} other {подойдёт к\u00a0вам}} в\u00a0течение {minutes, plural, one {# минуты} few {# минут} many {# минут} other {# минуты}}.',
    'called.until': '{name}, {department}, {kind, select, call {подойдёт к\u00a0телефону} other {подойдёт к\u00a0вам}} до\u00a0{when}.',
    'called.else': 'Если не\u00a0получится, вам поможет {by}.',
    queued: 'Сейчас все специалисты заняты, но\u00a0ваш вопрос уже у\u00a0нас. Как только кто-то освободится, вам ответит {department}.',
    'queued.until': 'Сейчас на\u00a0месте никого нет, но\u00a0ваш вопрос уже у\u00a0нас. После {when} вам ответит {department}.',
    'queue-late':
      'Специалисты всё ещё заняты, поэтому точного времени назвать не\u00a0можем. Руководитель уже знает, что вы ждёте. Как только кто-то освободится, вам ответит {department}.',
    'queue-late.until': 'Сейчас на\u00a0месте никого нет. После {when} вам ответит {department}: руководитель уже знает, что вы ждёте.',
    'offer.joined':
      'Вам ответит {name}, {department}. Если неудобно ждать в\u00a0чате, оставьте телефон, почту или Telegram, и\u00a0мы свяжемся с\u00a0вами там.',
    'offer.queued':
      'Сейчас все специалисты заняты, но\u00a0ваш вопрос уже у\u00a0нас: как только кто-то освободится, вам ответит {department}. Если неудобно ждать в\u00a0чате, оставьте телефон, почту или Telegram, и\u00a0мы свяжемся с\u00a0вами там.',
    'offer.queued.until':
      'Сейчас на\u00a0месте никого нет, но\u00a0ваш вопрос уже у\u00a0нас: после {when} вам ответит {department}. Если неудобно ждать в\u00a0чате, оставьте телефон, почту или Telegram, и\u00a0мы свяжемся с\u00a0вами там.',
    'contact-left.joined':
      'Спасибо, записали. Вам ответит {name}, {department}: здесь, а\u00a0если вы уйдёте из\u00a0чата, то\u00a0по\u00a0контакту, который вы оставили.',
    'contact-left.queued':
      'Спасибо, записали. Как только кто-то освободится, вам ответит {department}: здесь, а\u00a0если вы уйдёте из\u00a0чата, то\u00a0по\u00a0контакту, который вы оставили.',
    'contact-left.queued.until':
      'Спасибо, записали. После {when} вам ответит {department}: здесь, а\u00a0если вы уйдёте из\u00a0чата, то\u00a0по\u00a0контакту, который вы оставили.',
    promised: '{name}, {department}, ответит до {when}.',
    when: '{time} {day}',
    resolved: 'Вопрос решён. Если понадобится что-то ещё, просто напишите сюда.',
    'resolved.finance': 'Вопрос по\u00a0счетам и\u00a0оплате решён. Остальное продолжаем обсуждать здесь же.',
    'resolved.other': 'Этот вопрос решён. Счета и\u00a0оплату продолжаем обсуждать здесь же.',
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
    joined: '{name} from {department} is with you.',
    'joined.finance': '{name} from {department} is with you about invoices and payments.',
    called:
      '{name} from {department} will {kind, select, call {come to the phone} other {be with you}} within {minutes, plural, one {# minute} other {# minutes}}.',
    'called.until': '{name} from {department} will {kind, select, call {come to the phone} other {be with you}} by {when}.',
    'called.else': 'If not, {by} will help you.',
    queued: 'Everyone is busy just now, but we have your question. As soon as someone is free, {department} will answer.',
    'queued.until': 'Nobody is here just now, but we have your question. After {when}, {department} will answer.',
    'queue-late':
      'Everyone is still busy, so we can’t name a time. The head of the team knows that you are waiting. As soon as someone is free, {department} will answer.',
    'queue-late.until': 'Nobody is here just now. After {when}, {department} will answer: the head of the team knows that you are waiting.',
    'offer.joined':
      '{name} from {department} will answer you. If you’d rather not wait here, leave a phone number, an e-mail or a Telegram name, and we’ll get back to you there.',
    'offer.queued':
      'Everyone is busy just now, but we have your question: as soon as someone is free, {department} will answer. If you’d rather not wait here, leave a phone number, an e-mail or a Telegram name, and we’ll get back to you there.',
    'offer.queued.until':
      'Nobody is here just now, but we have your question: after {when}, {department} will answer. If you’d rather not wait here, leave a phone number, an e-mail or a Telegram name, and we’ll get back to you there.',
    'contact-left.joined': 'Thank you, noted. {name} from {department} will answer here, or reach you there if you leave.',
    'contact-left.queued': 'Thank you, noted. As soon as someone is free, {department} will answer here, or reach you there if you leave.',
    'contact-left.queued.until': 'Thank you, noted. After {when}, {department} will answer here, or reach you there if you leave.',
    promised: '{name} from {department} will answer by {when}.',
    when: '{time} on {day}',
    resolved: 'This is settled. If you need anything else, just write here.',
    'resolved.finance': 'The question about invoices and payments is settled. We’ll carry on with the rest here.',
    'resolved.other': 'This question is settled. We’ll carry on with invoices and payments here.',
    rate: 'How did we do? Please choose from 1 to 5.',
    'opening.known':
      '{named, select, yes {Hello, {name}!} other {Hello!}} Tell us what happened or what you need: your specialist will answer.',
    'answer.skipped': 'not given',
    'answer.erased': 'erased',
  },
} as const satisfies Catalog;

export const t = translator(chat);
