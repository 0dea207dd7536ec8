import type { z } from 'zod';
import { ids } from '../api/examples.ts';
import type { evidencePage, ReportAnswer } from './answer.ts';

const values = { 'firstResponse.n': 41, 'firstResponse.medianSeconds': 150, 'firstResponse.within': 0.95, 'firstResponse.unanswered': 1 };

export const report: ReportAnswer = {
  report: 'response',
  from: '2026-03-01',
  until: '2026-03-31',
  timeZone: 'Europe/Moscow',
  asOf: '2026-04-01T06:00:00.000Z',
  columns: [
    {
      key: 'firstResponse.n',
      unit: 'count',
      name: { ru: 'Первых ответов', en: 'First answers' },
      definition: {
        ru: 'Сколько обращений, начатых в эти дни, получили первый ответ человека.',
        en: 'Conversations of these days whose first answer by a person has reached the client.',
      },
    },
  ],
  rows: [{ by: { department: 'client' }, values }],
  total: values,
  compared: null,
};

export const evidence: z.input<typeof evidencePage> = {
  rows: [
    {
      at: '2026-03-02T09:00:00.000Z',
      conversation: ids.conversation,
      client: ids.client,
      department: 'client',
      specialist: ids.specialist,
      state: 'done',
      details: { until: '2026-03-02T09:02:30.000Z', workingSeconds: 150, calendarSeconds: 150, ok: true, turn: 1, hold: 1 },
    },
  ],
  total: 41,
};
