import type * as contract from './violations-contract.ts';

/* Examples of late answers for the OpenAPI document. */

const anna = { id: '0190f3c1-0000-7000-8000-000000000001', name: 'Анна Орлова' };

export const violation: contract.Violation = {
  id: '0190f3c1-0000-7000-8000-000000000021.1',
  at: '2026-03-02T09:04:00.000Z',
  kind: 'first',
  dueAt: '2026-03-02T09:04:00.000Z',
  lateMinutes: 3,
  open: false,
  person: anna,
  department: { key: 'client', name: 'Клиентский отдел' },
  conversation: '0190f3c1-0000-7000-8000-000000000011',
  title: 'Ромашка',
  reply: { text: 'Был на выезде у клиента.', at: '2026-03-02T09:30:00.000Z', by: anna },
  excuse: null,
  may: { reply: true, excuse: false },
};

export const violationPage: contract.ViolationPage = { violations: [violation], nextCursor: null };
