import type { ChatHistory, ChatSession, OpenSession, Posted, PostMessage } from './contract.ts';

/** What the OpenAPI document shows. */
export const openSession: OpenSession = { language: 'en' };

export const postMessage: PostMessage = { id: 'b4f0c1d2', text: 'Hello! Can two more people work in our account?' };

export const posted: Posted = { seq: 12, at: '2026-03-02T09:15:00.000Z', duplicate: false };

const question = {
  id: 'who',
  kind: 'choice' as const,
  options: [
    { id: 'organisation', label: 'For an organisation' },
    { id: 'self', label: 'For myself' },
  ],
};

export const session: ChatSession = {
  token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl',
  tokenExpiresAt: '2026-03-02T09:30:00.000Z',
  renewal: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl',
  language: 'en',
  contact: null,
  state: { status: 'open', asking: null, person: null },
  opening: { text: 'Hello!\n\nIs it for an organisation or for yourself?', question },
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
