import type { Catalog } from './translate.ts';

/** Words of the desk for every day. */
export const searchTexts = {
  ru: {
    'task.call-back': 'Клиент ушёл, не прочитав ответ: свяжитесь с ним',
    'task.meeting': 'Провести встречу',
    'task.meeting-idea': 'Крупный клиент написал: возможно, пора встретиться',
    'task.given': 'Познакомиться с новым клиентом',
    'task.handover': 'Принять клиента от продаж',
    'task.handed-over': 'Клиент передан клиентскому отделу',
    'task.acquaint': 'Познакомиться с клиентом',
    'task.queue': 'Клиент слишком долго ждёт в очереди: помогите',
    'task.queue-full': 'Клиент ждёт, потому что портфели полны: примите его сверх портфеля или передайте',
    'task.late': 'Клиенту не отвечают в срок: помогите',
    'task.parted': 'Клиента отделили от другого человека, и ответа он не получил: свяжитесь с ним',
    'task.other': 'Задача',
    'log.call': 'Звонок по телефону',
    'log.visit': 'Визит в офис',
  },
  en: {
    'task.call-back': 'The client left before reading the answer: get in touch',
    'task.meeting': 'Hold a meeting',
    'task.meeting-idea': 'A large client has written: it may be time to meet',
    'task.given': 'Get to know a client who is yours now',
    'task.handover': 'Take a client over from sales',
    'task.handed-over': 'A client was handed over',
    'task.acquaint': 'Get to know a client',
    'task.queue': 'A client has waited in the queue for too long: help out',
    'task.queue-full': 'A client waits because the portfolios are full: accept them over the limit, or hand them on',
    'task.late': 'A client is not answered in time: help out',
    'task.parted': 'The client was told apart from another person and has no answer yet: get in touch',
    'task.other': 'Task',
    'log.call': 'A phone call',
    'log.visit': 'A visit to the office',
  },
} as const satisfies Catalog;
