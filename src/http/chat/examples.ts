import type { ChatHistory, ChatSession, Continuation, OpenSession, PostContact, Posted, PostMessage } from './contract.ts';

/** What the OpenAPI document shows. */
export const openSession: OpenSession = { language: 'en' };

export const postMessage: PostMessage = { id: 'b4f0c1d2', text: 'Hello! Can two more people work in our account?' };

export const postContact: PostContact = { kind: 'phone', value: '+7 912 000-00-00' };

export const posted: Posted = { seq: 12, at: '2026-03-02T09:15:00.000Z', duplicate: false };

const question = {
  id: 'who',
  kind: 'choice' as const,
  options: [
    { id: 'organisation', label: 'For an organisation' },
    { id: 'self', label: 'For myself' },
  ],
};

export const continuation: Continuation = {
  url: 'https://t.me/okno_bot?start=c2VjcmV0',
  expiresAt: '2026-03-02T09:15:00.000Z',
};

export const session: ChatSession = {
  token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl',
  tokenExpiresAt: '2026-03-02T09:30:00.000Z',
  renewal: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl',
  window: '0195f1c2-7d3e-7c4a-9f10-3f2b8a6d1e55',
  language: 'en',
  contact: null,
  state: {
    status: 'open',
    asking: null,
    person: null,
    offer: false,
    desk: { name: 'Client Service', standard: { minutes: 4 }, openNow: false, opensAt: '2026-03-02T09:00:00.000Z' },
  },
  apart: false,
  consent: null,
  opening: { text: 'Hello!\n\nIs it for an organisation or for yourself?', question },
  telegram: true,
  lastSeq: 0,
};

export const history: ChatHistory = {
  messages: [
    { seq: 12, id: 'b4f0c1d2', from: 'client', text: 'Hello!', at: '2026-03-02T09:15:00.000Z', edited: false, deleted: false },
    { seq: 13, from: 'specialist', name: 'Anna', text: 'Good morning!', at: '2026-03-02T09:16:00.000Z', edited: false, deleted: false },
  ],
  more: false,
  lastSeq: 13,
};
