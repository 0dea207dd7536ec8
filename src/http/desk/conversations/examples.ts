import type { ConversationList, ConversationRow, ConversationView, DeskMessages, Done, Me, People } from './contract.ts';

/** What the OpenAPI document shows. */
const anna = { id: '0195d3a0-7c1e-7000-8000-000000000001', name: 'Anna Orlova' };
const conversation = '0195d3a0-7c1e-7000-8000-000000000002';

export const me: Me = {
  specialist: { ...anna, email: 'anna@company.example', role: 'specialist', department: 'client' },
  csrf: 'QmFzZTY0IG9mIGEgc2lnbmF0dXJl',
  language: 'en',
};

export const people: People = {
  departments: [
    {
      key: 'client',
      name: 'Client department',
      specialists: [{ ...anna, availability: 'available', conversations: 0.25, portfolio: 0.4, serves: true }],
    },
  ],
};

const row: ConversationRow = {
  id: conversation,
  version: 4,
  status: 'waiting-on-us',
  channel: 'webchat',
  department: { key: 'client', name: 'Client department' },
  specialist: anna,
  title: 'Northern Bakery',
  client: { id: '0195d3a0-7c1e-7000-8000-000000000003', name: 'Northern Bakery', size: 'small' },
  preview: 'Hello! Can two more people work in our account?',
  openedAt: '2026-03-02T09:15:00.000Z',
  waitingSince: '2026-03-02T09:15:00.000Z',
  dueAt: '2026-03-02T09:19:00.000Z',
  lastMessageAt: '2026-03-02T09:15:00.000Z',
};

export const list: ConversationList = { conversations: [row], nextCursor: null, counts: { mine: 1, waiting: 1, queue: 0 } };

export const messages: DeskMessages = {
  messages: [
    {
      seq: 12,
      changed: 12,
      conversation,
      author: 'client',
      name: 'Peter',
      audience: 'client',
      text: 'Hello! Can two more people work in our account?',
      at: '2026-03-02T09:15:00.000Z',
      edited: false,
      deleted: false,
    },
  ],
  more: false,
};

export const view: ConversationView = {
  conversation: {
    ...row,
    contact: { id: '0195d3a0-7c1e-7000-8000-000000000004', name: 'Peter', email: 'peter@client.example', phone: null },
    clientCard: {
      id: '0195d3a0-7c1e-7000-8000-000000000003',
      name: 'Northern Bakery',
      size: 'small',
      stage: 'served',
      productLine: null,
      owners: [{ department: 'Client department', specialist: anna }],
    },
    answers: [],
    products: [],
    why: [
      {
        at: '2026-03-02T09:15:00.000Z',
        rules: ['R6', 'R13'],
        policyVersion: 1,
        candidates: [
          { name: 'Anna Orlova', capacity: 1, conversations: 0.25, portfolio: 0.4, presence: 'available', available: true, chosen: true },
        ],
        sentences: ['The client’s own specialist: Anna Orlova.', 'Under policy version 1.'],
      },
    ],
    deadline: {
      dueAt: '2026-03-02T09:19:00.000Z',
      kind: 'first',
      working: [{ from: '2026-03-02T09:15:00.000Z', until: '2026-03-02T09:19:00.000Z' }],
    },
    standIn: { id: '0195d3a0-7c1e-7000-8000-000000000004', name: 'Boris Kim' },
    matter: null,
    may: { reply: true, note: true, take: false, transfer: true, resolve: true, promise: true, waive: true, beside: true },
  },
  ...messages,
};

export const done: Done = { conversation, seq: 13, duplicate: false };
