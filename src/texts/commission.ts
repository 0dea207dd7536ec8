import type { Catalog } from './translate.ts';

/** Why a line of commission is what it is, and the head of its statement (R18). */
export const commissionWords = {
  ru: {
    initial: 'Начальный период, номер {ordinal}: полный процент — {rate}%.',
    bonus: 'После начального периода, номер {ordinal}: бонусный процент — {rate}%.',
    'bonus-over': 'Срок бонуса прошёл: процент больше не начисляется.',
    again: '{why} Исправление: платёж теперь составляет {base}.',
    'column.at': 'Дата',
    'column.specialist': 'Сотрудник',
    'column.client': 'Клиент',
    'column.line': 'Продуктовая линейка',
    'column.payment': 'Платёж',
    'column.kind': 'Вид платежа',
    'column.base': 'Сумма платежа',
    'column.rate': 'Процент',
    'column.amount': 'Начислено',
    'column.currency': 'Валюта',
    'column.why': 'Почему',
  },
  en: {
    initial: 'Initial period, number {ordinal}: the full {rate}%.',
    bonus: 'After the initial period, number {ordinal}: the bonus of {rate}%.',
    'bonus-over': 'The time of the bonus is over: nothing more is due.',
    again: '{why} A correction: the payment is now {base}.',
    'column.at': 'Date',
    'column.specialist': 'Person',
    'column.client': 'Client',
    'column.line': 'Product line',
    'column.payment': 'Payment',
    'column.kind': 'Kind of payment',
    'column.base': 'Payment',
    'column.rate': 'Percent',
    'column.amount': 'Due',
    'column.currency': 'Currency',
    'column.why': 'Why',
  },
} as const satisfies Catalog;
