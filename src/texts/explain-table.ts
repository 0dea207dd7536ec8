import type { Catalog } from './translate.ts';

/** How people stood when somebody was sought, and whose matter it is. */
export const explainTable = {
  ru: {
    'presence.available': 'на месте',
    'presence.away': 'отсутствует',
    'presence.off': 'не принимает обращения',
    'presence.absent': 'в запланированном отсутствии',
    'presence.off-shift': 'вне смены',
    'presence.at-meeting': 'на встрече с клиентом',
    'presence.on-call': 'на звонке',
    'presence.not-here': 'не на месте',
    'matter.finance': 'Это вопрос о счетах и оплате: им занимается подразделение «{department}».',
    'matter.topic': 'По теме это не про деньги: отвечает подразделение «{department}».',
    'matter.stage': 'Этот клиент сейчас за подразделением «{department}».',
    'matter.size': 'Крупных клиентов, которых мы ещё не обслуживаем, ведёт подразделение «{department}»: сначала ответ, потом встреча.',
    'matter.table': 'По таблице политики таких клиентов обслуживает подразделение «{department}».',
    'matter.leaf': 'По ответам клиента это дело подразделения «{department}».',
  },
  en: {
    'presence.available': 'available',
    'presence.away': 'away',
    'presence.off': 'not taking conversations',
    'presence.absent': 'on a planned absence',
    'presence.off-shift': 'off shift',
    'presence.at-meeting': 'at a meeting',
    'presence.on-call': 'on a call',
    'presence.not-here': 'not here',
    'matter.finance': 'This is about invoices and payment: a matter of “{department}”.',
    'matter.topic': 'By its topic this is not about money: “{department}” answers.',
    'matter.stage': 'This client is with “{department}” now.',
    'matter.size': 'Large clients we do not serve yet are with “{department}”: first the answer, then a meeting.',
    'matter.table': 'By the policy’s table such clients are served by “{department}”.',
    'matter.leaf': 'By the client’s answers this is a matter of “{department}”.',
  },
} as const satisfies Catalog;
