/* Shown in the document, and sent as they are by the tests: requests refer to what the tests' company has under these ids. */

export const ids = {
  client: '01970a3e-1c00-7000-8000-000000000001',
  contact: '01970a3e-1c00-7000-8000-000000000002',
  specialist: '01970a3e-1c00-7000-8000-000000000003',
  conversation: '01970a3e-1c00-7000-8000-000000000004',
  message: '01970a3e-1c00-7000-8000-000000000005',
  department: '01970a3e-1c00-7000-8000-000000000006',
  head: '01970a3e-1c00-7000-8000-000000000007',
  salesperson: '01970a3e-1c00-7000-8000-000000000008',
  proposal: '01970a3e-1c00-7000-8000-000000000009',
  accepted: '01970a3e-1c00-7000-8000-00000000000a',
  withdrawn: '01970a3e-1c00-7000-8000-00000000000b',
  webhook: '01970a3e-1c00-7000-8000-00000000000d',
  webhookDelivery: '01970a3e-1c00-7000-8000-00000000000e',
  webhookRemoved: '01970a3e-1c00-7000-8000-000000000010',
  schedule: '01970a3e-1c00-7000-8000-000000000011',
  erased: '0195f1c2-7d3e-7c4a-9f10-3f2b8a6d1e77',
};

const at = '2026-03-02T09:00:00.000Z';

export const client = {
  id: ids.client,
  externalId: 'CRM-7',
  name: 'Romashka Ltd',
  proven: true,
  size: 'medium',
  stage: 'served',
  productLine: 'subscription',
  createdAt: at,
  owners: [{ department: 'client', specialistId: ids.specialist, since: at }],
};

export const contact = {
  id: ids.contact,
  clientId: ids.client,
  clients: [{ id: ids.client, role: 'accountant', since: at }],
  name: 'Anna Orlova',
  proven: true,
  role: 'accountant',
  language: 'ru',
  createdAt: at,
  source: null,
  details: {
    email: 'anna@romashka.example',
    phone: '+74951234567',
    siteId: 'user-31',
    telegramId: '500100203',
    telegramUsername: 'anna_r',
  },
};

export const ownership = {
  department: 'client',
  specialistId: ids.specialist,
  since: at,
  until: null,
  reason: 'Knows their trade',
};

export const conversation = {
  id: ids.conversation,
  status: 'waiting-on-client',
  track: 'general',
  topic: null,
  channel: 'webchat',
  department: 'client',
  specialistId: ids.specialist,
  clientId: ids.client,
  contactId: ids.contact,
  openedAt: at,
  waitingSince: null,
  lastMessageAt: at,
  resolvedAt: null,
  closedAt: null,
};

export const message = {
  id: ids.message,
  seq: 2,
  author: 'specialist',
  specialistId: ids.specialist,
  audience: 'client',
  text: 'Your invoice is ready.',
  attachments: [],
  forwarded: null,
  quote: 1,
  excerpt: null,
  at,
  edited: false,
  deleted: false,
  withheld: false,
  deliveries: [{ channel: 'telegram', verb: 'send', status: 'sent', reason: null }],
} as const;

export const posted = { conversationId: ids.conversation, seq: 3, at };

export const department = {
  id: ids.department,
  key: 'client',
  name: { ru: 'Клиентский отдел', en: 'Client department' },
  inSentence: null,
  timeZone: 'Europe/Moscow',
  headId: null,
};

export const specialist = {
  id: ids.specialist,
  name: 'Olga Petrova',
  email: 'olga@acme.example',
  role: 'specialist',
  department: 'client',
  languages: ['ru', 'en'],
  serves: true,
};

export const pageOf = (item: object) => ({ items: [item], nextCursor: null });
