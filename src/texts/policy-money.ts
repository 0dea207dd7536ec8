import type { Catalog } from './translate.ts';

/** What the policy says of expected payments, of topics and of reasons for no answer, in words. */
export const moneyPolicyTexts = {
  ru: {
    'field.payments.earlyDays': 'Первая ожидаемая оплата может прийти раньше срока на',
    'field.payments.graceDays': 'Оплата просрочена, если не пришла после срока через',
    'hint.payments.earlyDays': 'Что пришло ещё раньше, было за другое.',
    'hint.payments.graceDays': '0: на следующий день после срока.',
    'section.topics': 'Темы обращений',
    'section.topics.text': 'О чём бывают обращения: тему ставят дерево вопросов, клиент из меню или специалист.',
    'change.topics': 'Темы обращений: {names}',
    'change.topics-usual': 'Темы обращений: как в каждой компании',
    'section.reasons': 'Почему ответ не нужен',
    'section.reasons.text':
      'Готовые причины: их предлагают одним нажатием тому, кто завершает обращение без ответа. Своими словами можно всегда.',
    'change.reasons': 'Причины не отвечать: {reasons}',
    'change.reasons-none': 'Причины не отвечать: только своими словами',
    'change.reasons-usual': 'Причины не отвечать: как в каждой компании',
    'mistake.reason-words': 'Причина нужна и на русском, и на английском, каждая не длиннее 150 знаков.',
    'mistake.reason-list': 'Готовых причин не больше девяти.',
    'mistake.topic-key': 'Ключ темы: строчные латинские буквы, цифры и дефис, у каждой свой.',
    'mistake.topic-name': 'У темы должно быть название на русском и на английском.',
    'mistake.topic-list': 'Нужна хотя бы одна тема, а больше тридцати не бывает.',
  },
  en: {
    'field.payments.earlyDays': 'A first expected payment may come ahead of its day by',
    'field.payments.graceDays': 'A payment that has not come is late after',
    'hint.payments.earlyDays': 'What came even earlier was for something else.',
    'hint.payments.graceDays': '0: on the day after it was due.',
    'section.topics': 'Topics',
    'section.topics.text': 'What conversations are about: set by the question tree, by the client from their menu or by a specialist.',
    'change.topics': 'Topics: {names}',
    'change.topics-usual': 'Topics: those of every company',
    'section.reasons': 'Why no answer is needed',
    'section.reasons.text':
      'Reasons that are one tap away for whoever ends a matter without an answer. Their own words are always possible.',
    'change.reasons': 'Reasons for no answer: {reasons}',
    'change.reasons-none': 'Reasons for no answer: in one’s own words only',
    'change.reasons-usual': 'Reasons for no answer: those of every company',
    'mistake.reason-words': 'A reason is said in Russian and in English, in 150 characters at most.',
    'mistake.reason-list': 'There are at most nine reasons.',
    'mistake.topic-key': 'The key of a topic is small letters, digits and hyphens, and each has its own.',
    'mistake.topic-name': 'A topic needs a name in Russian and in English.',
    'mistake.topic-list': 'There is at least one topic, and there are at most thirty.',
  },
} as const satisfies Catalog;
