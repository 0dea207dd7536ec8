import type { ConversationCard, ConversationView } from '../../../src/http/desk/conversations/card-contract.ts';
import type { ConversationRow } from '../../../src/http/desk/conversations/conversation-list.ts';
import type { DeskMessage } from '../../../src/http/desk/conversations/message.ts';
import type { StaffMember } from '../../../src/http/desk/people/staff-member.ts';
import type { Outgoing } from '../../../src/web/desk/conversations/outgoing.ts';

export const row = (change: Partial<ConversationRow> = {}): ConversationRow => ({
  id: 'c1',
  version: 1,
  status: 'waiting-on-us',
  topic: null,
  channel: 'webchat',
  department: { key: 'client', name: 'Client department' },
  specialist: { id: 's1', name: 'Anna' },
  title: 'Northwind',
  proven: true,
  client: { id: 'n1', name: 'Northwind', proven: true, size: 'small' },
  preview: 'Hello',
  openedAt: '2026-03-02T09:00:00.000Z',
  waitingSince: '2026-03-02T09:01:00.000Z',
  dueAt: null,
  lastMessageAt: '2026-03-02T09:01:00.000Z',
  standsInFor: null,
  ...change,
});

export const card = (change: Partial<ConversationCard> = {}): ConversationCard => ({
  ...row(),
  contact: { id: 'k1', name: 'Olga', proven: true, email: null, phone: null },
  clientCard: null,
  answers: [],
  products: [],
  why: [],
  deadline: null,
  standIn: null,
  clients: [],
  takenOver: null,
  answerOwed: false,
  noReplyReasons: ['They said thank you'],
  matter: null,
  proposal: null,
  back: null,
  track: 'general',
  may: {
    reply: true,
    note: true,
    take: false,
    transfer: true,
    resolve: true,
    promise: true,
    waive: true,
    beside: true,
    spoke: true,
    sameMatter: false,
    newMatter: false,
    sendOver: true,
    topic: true,
    askFinance: true,
    handBack: false,
  },
  ...change,
});

export const message = (seq: number, change: Partial<DeskMessage> = {}): DeskMessage => ({
  seq,
  changed: seq,
  conversation: 'c1',
  author: 'client',
  name: 'Olga',
  audience: 'client',
  text: `message ${seq}`,
  at: new Date(Date.UTC(2026, 2, 2, 9, seq)).toISOString(),
  edited: false,
  deleted: false,
  ...change,
});

export const view = (messages: readonly DeskMessage[], change: Partial<ConversationCard> = {}, more = false): ConversationView => ({
  conversation: card(change),
  messages: [...messages],
  more,
});

export const outgoing = (change: Partial<Outgoing> = {}): Outgoing => ({
  key: 'key-1',
  conversation: 'c1',
  mode: 'reply',
  text: 'On my way',
  files: [],
  at: '2026-03-02T09:10:00.000Z',
  state: 'sending',
  afterSeq: 3,
  seq: null,
  problem: null,
  ...change,
});

export const colleague = (change: Partial<StaffMember> = {}): StaffMember => ({
  id: 's1',
  name: 'Anna',
  version: '1',
  email: 'anna@company.example',
  role: 'specialist',
  department: { key: 'client', name: 'Client department' },
  heads: [],
  languages: ['ru', 'en'],
  capacity: 1,
  serves: true,
  trained: false,
  availability: 'available',
  engagedUntil: null,
  awayUntil: null,
  presence: 'available',
  deputy: null,
  hours: null,
  slackUser: null,
  leftAt: null,
  absence: null,
  conversations: 0,
  load: null,
  may: { change: true, administer: true, steer: true, absences: true, link: true, movePortfolio: true },
  ...change,
});
