import type { Objected } from '../domain/objection.ts';
import type { Catalog, Params } from './translate.ts';

/** What speaks against giving something to somebody by hand; at the desk and in Slack alike. */
export const objectionTexts = {
  ru: {
    'objection.away': '{back, select, none {на перерыве, когда вернётся, неизвестно} other {на перерыве до {back}}}',
    'objection.off': 'сейчас не принимает обращения',
    'objection.absent': '{back, select, none {отсутствует} other {отсутствует до {back}}}',
    'objection.off-shift': '{back, select, none {не на смене} other {не на смене до {back}}}',
    'objection.at-meeting': '{back, select, none {на встрече} other {на встрече до {back}}}',
    'objection.on-call': '{back, select, none {говорит по телефону} other {говорит по телефону до {back}}}',
    'objection.not-here': 'сейчас не на месте',
    'objection.conversations-full': 'занято {open} из {limit} мест для обращений',
    'objection.portfolio-full': 'портфель полон',
    'objected.said': '{name}: {why}.',
    'objected.may.waits': 'Клиент будет ждать до {back}. Отдать всё равно?',
    'objected.may.over': 'Это сверх нормы и останется в отчётах. Отдать всё равно?',
    'objected.may.not-here': 'Если человек не появится к сроку ответа, обращение перейдёт дальше. Отдать всё равно?',
    'objected.may.not': 'Выберите другого человека или отдел целиком.',
    'objected.anyway': 'Всё равно отдать',
  },
  en: {
    'objection.away': '{back, select, none {away, nobody knows until when} other {away until {back}}}',
    'objection.off': 'takes no conversations now',
    'objection.absent': '{back, select, none {absent} other {absent until {back}}}',
    'objection.off-shift': '{back, select, none {off shift} other {off shift until {back}}}',
    'objection.at-meeting': '{back, select, none {at a meeting} other {at a meeting until {back}}}',
    'objection.on-call': '{back, select, none {on a call} other {on a call until {back}}}',
    'objection.not-here': 'not here now',
    'objection.conversations-full': '{open} of {limit} places for conversations taken',
    'objection.portfolio-full': 'the portfolio is full',
    'objected.said': '{name}: {why}.',
    'objected.may.waits': 'The client would wait until {back}. Give it to them all the same?',
    'objected.may.over': 'This is beyond the limit and stays on record. Give it to them all the same?',
    'objected.may.not-here': 'If they do not come before the answer is due, it goes on elsewhere. Give it to them all the same?',
    'objected.may.not': 'Choose somebody else, or the whole department.',
    'objected.anyway': 'Give it all the same',
  },
} as const satisfies Catalog;

export type ObjectionTextKey = keyof (typeof objectionTexts)['ru'];

type Say = (key: ObjectionTextKey, params?: Params) => string;

/** Words what speaks against somebody, without their name: "away until 14:00, 12 of 12 places taken". `back`: when they return, in words. */
export function whyInWords(say: Say, { why, open, limit }: Omit<Objected, 'specialist' | 'name' | 'may'>, back: string | null): string {
  return why.map((each) => say(`objection.${each}`, { back: back ?? 'none', open, limit })).join(', ');
}

/** Words all of it as a question, or why it cannot be. */
export function objectedInWords(say: Say, objected: Objected, back: string | null): string {
  const said = say('objected.said', { name: objected.name, why: whyInWords(say, objected, back) });
  return `${said} ${say(asked(objected, back), { back: back ?? '' })}`;
}

function asked({ why, may }: Objected, back: string | null): ObjectionTextKey {
  if (!may) return 'objected.may.not';
  if (back !== null) return 'objected.may.waits';
  return why.includes('not-here') ? 'objected.may.not-here' : 'objected.may.over';
}
