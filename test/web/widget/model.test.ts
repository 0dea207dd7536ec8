import { describe, expect, test } from 'vitest';
import type { ChatSession } from '../../../src/http/chat/protocol.ts';
import { type Action, initialModel, type Model, reduce, unread } from '../../../src/web/widget/state/model.ts';
import { open } from './desk.ts';
import { message, own } from './messages.ts';

const session: ChatSession = {
  token: 't',
  tokenExpiresAt: '2026-03-03T12:00:00.000Z',
  renewal: 'r',
  language: 'en',
  contact: null,
  state: open,
  window: 'w',
  apart: false,
  consent: null,
  opening: { text: 'Hello!', question: null },
  telegram: false,
  lastSeq: 3,
};
const opened: Action = { type: 'session', session, language: 'en' };
const after = (...actions: readonly Action[]): Model => actions.reduce(reduce, initialModel('en'));
const state = (status: ChatSession['state']['status']): Action => ({ type: 'state', state: { ...open, status } });

describe('the chat’s model', () => {
  test('places the greeting after everything said before, and leaves it there when a conversation begins', () => {
    expect(after(opened).openingAfter).toBe(3);
    expect(after(opened, { type: 'live', message: own(4, 'a'), synced: true }, state('asking')).openingAfter).toBe(3);
  });

  test('does not move the greeting when the session is renewed under it', () => {
    const renewed: Action = { type: 'session', session: { ...session, lastSeq: 4 }, language: 'en' };
    expect(after(opened, renewed).openingAfter).toBe(3);
  });

  test('greets anew when the conversation is over', () => {
    const talk: Action = { type: 'read', messages: [message(4), message(9)], cursor: 9 };
    expect(after(opened, state('asking'), talk, state('open')).openingAfter).toBe(9);
  });

  test('counts as unread what others wrote after the last seen, edits and deletions aside', () => {
    const read: Action = {
      type: 'read',
      messages: [message(1), message(4), own(5, 'a'), message(6, { deleted: true }), message(7, { edited: true })],
      cursor: 7,
    };
    expect(unread(after(opened, { type: 'seen', seq: 3 }, read))).toBe(2);
  });

  test('never unsees', () => {
    expect(after({ type: 'seen', seq: 5 }, { type: 'seen', seq: 2 }).seen).toBe(5);
  });
});
