import type {
  Attached,
  ClientCard,
  ContactCard,
  Invited,
  SearchResults,
  Snippet,
  SnippetList,
  Task,
  TaskList,
  Timeline,
} from './contract.ts';

/** What the OpenAPI document shows. */
const id = (n: number) => `0195d3a0-7c1e-7000-8000-${String(n).padStart(12, '0')}`;
const at = '2026-03-02T09:15:00.000Z';
const anna = { id: id(1), name: 'Anna Orlova' };
const client = { id: id(3), name: 'Northern Bakery', size: 'small' as const };
const department = { key: 'client', name: 'Client department' };
const peter = { id: id(4), name: 'Peter' };

export const task: Task = {
  id: id(20),
  kind: 'call-back',
  title: 'The client left before reading the answer: get in touch',
  text: '',
  contact: peter,
  client: { id: client.id, name: client.name },
  conversation: id(2),
  department,
  specialist: anna,
  dueAt: '2026-03-02T10:30:00.000Z',
  createdAt: at,
  doneAt: null,
  outcome: null,
  details: { email: null, phone: null, left: [{ kind: 'phone', value: '+7 921 000-00-00', at }] },
};

export const tasks: TaskList = { tasks: [task], nextCursor: null, counts: { mine: 1, overdue: 0 } };

const contact: ContactCard = {
  ...peter,
  language: 'en',
  role: 'accountant',
  channels: ['webchat'],
  details: { email: 'peter@client.example', phone: null, left: [] },
  record: id(5),
  conversation: id(2),
};

export const clientCard: ClientCard = {
  ...client,
  stage: 'served',
  productLine: 'subscription',
  externalId: 'C-1042',
  since: '2025-09-01T09:00:00.000Z',
  contacts: [contact],
  owners: [
    {
      department,
      specialist: anna,
      from: '2025-09-01T09:00:00.000Z',
      until: null,
      reason: 'first-assignment',
      raised: null,
      mayWeigh: false,
    },
  ],
  products: ['Licences', 'Training'],
  tasks: [task],
};

export const timeline: Timeline = {
  conversations: [
    {
      id: id(2),
      contact: peter,
      channel: 'webchat',
      department,
      status: 'waiting-on-client',
      served: [anna],
      openedAt: at,
      lastMessageAt: '2026-03-02T09:18:00.000Z',
      resolvedAt: null,
      messages: 4,
      first: 'Hello! Can two more people work in our account?',
      last: 'Good morning! Two more people fit your plan.',
      opens: true,
    },
  ],
  nextCursor: null,
};

export const search: SearchResults = {
  messages: [
    {
      conversation: id(2),
      seq: 12,
      title: client.name,
      author: 'client',
      audience: 'client',
      name: 'Peter',
      at,
      excerpt: 'Can two more people work in our account?',
      ranges: [[13, 19]],
    },
  ],
  clients: [{ ...client, ranges: [[0, 8]], owners: [{ department, specialist: anna }] }],
  contacts: [{ ...peter, ranges: [[0, 5]], client, conversation: id(2) }],
  nextCursor: null,
};

export const attached: Attached = { contact: peter.id, client, record: id(5) };

export const invited: Invited = {
  contact: id(6),
  link: 'https://desk.example/?invite=c2VjcmV0',
  telegram: 'https://t.me/okno_bot?start=c2VjcmV0',
  expiresAt: '2026-04-01T09:15:00.000Z',
};

export const snippet: Snippet = {
  id: id(7),
  title: 'Greeting',
  body: { ru: 'Здравствуйте, {contact}! Чем помочь?', en: 'Hello, {contact}! How can I help?' },
  department,
  text: 'Hello, Peter! How can I help?',
  mayChange: true,
};

export const snippets: SnippetList = { snippets: [snippet] };
