import type { Catalog } from './translate.ts';

/** Words of the desk for every day. */
export const searchTexts = {
  ru: {
    'task.call-back': 'Клиент ушёл, не прочитав ответ: свяжитесь с ним',
    'task.meeting': 'Провести встречу',
    'task.meeting-idea': 'Крупный клиент написал: возможно, пора встретиться',
    'task.handover': 'Принять клиента от продаж',
    'task.handed-over': 'Клиент передан клиентскому отделу',
    'task.acquaint': 'Познакомиться с клиентом',
    'task.late': 'Клиенту не отвечают в срок: помогите',
    'task.other': 'Задача',
    'log.call': 'Звонок по телефону',
    'log.visit': 'Визит в офис',
  },
  en: {
    'task.call-back': 'The client left before reading the answer: get in touch',
    'task.meeting': 'Hold a meeting',
    'task.meeting-idea': 'A large client has written: it may be time to meet',
    'task.handover': 'Take a client over from sales',
    'task.handed-over': 'A client was handed over',
    'task.acquaint': 'Get to know a client',
    'task.late': 'A client is not answered in time: help out',
    'task.other': 'Task',
    'log.call': 'A phone call',
    'log.visit': 'A visit to the office',
  },
} as const satisfies Catalog;
