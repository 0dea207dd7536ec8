import type { Catalog } from './translate.ts';

/** What a policy decides of what passes between departments, of meetings and of calls, in plain words. */
export const meetingPolicyTexts = {
  ru: {
    'section.acceptance': 'Между отделами',
    'section.acceptance.text':
      'Обращение другого отдела сразу попадает в очередь. Названного человека и закрепление клиента принимает руководитель; не успел — решает директор.',
    'field.acceptance.conversationMinutes': 'Принять названного для обращения за',
    'field.acceptance.ownershipHours': 'Принять клиента другого отдела за',
    'section.meetings': 'Встречи и звонки',
    'section.meetings.text':
      'На встречи ходят продажи. Пока идёт встреча или звонок, обращения получают коллеги; потом человек снова на месте сам.',
    'field.meetings.agreeHours': 'О встрече с новым крупным клиентом договориться за',
    'field.meetings.lengthMinutes': 'Встреча длится, если не сказано иначе',
    'field.meetings.noticeMinutes': 'Напомнить о встрече за',
    'field.meetings.suggestDays': 'Предлагать встречу с одним клиентом не чаще, чем раз в',
    'field.meetings.callMinutes': 'Звонок, который никто не завершил, длится',
  },
  en: {
    'section.acceptance': 'Across departments',
    'section.acceptance.text':
      'A conversation of another department enters the queue at once. A person named for it, and a client’s owner, are accepted by the head; after the deadline the director decides.',
    'field.acceptance.conversationMinutes': 'Accept the person named for a conversation within',
    'field.acceptance.ownershipHours': 'Accept a client of another department within',
    'section.meetings': 'Meetings and calls',
    'section.meetings.text':
      'Sales go to meetings. During a meeting or a call, conversations go to colleagues; afterwards the person is back by themselves.',
    'field.meetings.agreeHours': 'A meeting with a large newcomer is agreed within',
    'field.meetings.lengthMinutes': 'A meeting lasts, unless said otherwise',
    'field.meetings.noticeMinutes': 'Remind of a meeting before it by',
    'field.meetings.suggestDays': 'Suggest a meeting with one client at most once in',
    'field.meetings.callMinutes': 'A call that nobody ends lasts',
  },
} as const satisfies Catalog;
