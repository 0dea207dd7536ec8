import { type Catalog, translator } from './translate.ts';

/** What the desk says among colleagues, in a conversation's thread; clients never see it. */
export const inside = {
  ru: {
    'late.reminder': 'Клиент ждёт ответа дольше положенного. Ответьте, пожалуйста: {name}.',
    'late.head': 'Срок ответа вышел, подменить некому. Нужна помощь руководителя: {name}.',
    'late.nobody': 'Срок ответа вышел, подменить некому. Нужна помощь руководителя подразделения.',
    'late.kept': 'Ответ остался внутри: обращение уже ведёт {name}.',
  },
  en: {
    'late.reminder': 'The client has waited longer than they should. Please answer: {name}.',
    'late.head': 'The answer is late and nobody can stand in. The head’s help is needed: {name}.',
    'late.nobody': 'The answer is late and nobody can stand in. The help of the department’s head is needed.',
    'late.kept': 'The answer stayed inside: {name} has the conversation by now.',
  },
} as const satisfies Catalog;

export const tInternal = translator(inside);
