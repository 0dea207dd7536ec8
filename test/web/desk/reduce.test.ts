import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../src/web/desk/frame/address.ts';
import { reduce } from '../../../src/web/desk/reduce.ts';
import { type Action, type State, startState, threadOf } from '../../../src/web/desk/state.ts';
import { message, outgoing, row, view } from './samples.ts';

const me = {
  specialist: { id: 's1', name: 'Anna', email: 'anna@example.com', role: 'specialist', department: 'client' },
  company: { name: null, timeZone: 'UTC' },
  reach: {
    'report.see': 'own',
    'cover.see': 'none',
    'policy.see': 'none',
    'audit.read': 'none',
    'keys.manage': 'none',
    'webhooks.manage': 'none',
  },
  csrf: 'token',
  language: 'en',
} as const;
const signedIn: Action = { type: 'session', session: { type: 'ready', me } };
const opened: Action = { type: 'viewed', id: 'c1', view: view([message(1), message(2), message(3)]) };
const lost = { code: 'network', message: '', status: 0 };

const after = (...actions: readonly Action[]): State => actions.reduce(reduce, startState(readAddress('?c=c1'), []));

describe('the state of the page', () => {
  it('shows a message at once and gives way to the stored copy', () => {
    const writing = after(signedIn, opened, { type: 'sending', outgoing: outgoing() });
    expect(writing.outgoing).toHaveLength(1);
    const stored = message(4, { author: 'specialist', name: 'Anna', text: 'On my way' });
    expect(reduce(writing, { type: 'viewed', id: 'c1', view: view([stored]) }).outgoing).toEqual([]);
  });

  it('drops a message whose copy was there before the answer came', () => {
    const stored = message(4, { author: 'specialist', name: 'Anna', text: 'cleaned by the server' });
    const state = after(
      signedIn,
      opened,
      { type: 'sending', outgoing: outgoing() },
      { type: 'changed', id: 'c1', messages: [stored] },
      { type: 'accepted', key: 'key-1', seq: 4 },
    );
    expect(state.outgoing).toEqual([]);
  });

  it('keeps the thread through a lost connection and takes it away on a refusal', () => {
    const open = after(signedIn, opened);
    expect(threadOf(reduce(open, { type: 'view-failed', id: 'c1', problem: lost }), 'c1').messages).toHaveLength(3);
    const refused = reduce(open, { type: 'view-failed', id: 'c1', problem: { code: 'unknown-conversation', message: '', status: 404 } });
    expect(threadOf(refused, 'c1')).toMatchObject({ phase: 'missing', messages: [] });
  });

  it('keeps the list through a lost connection', () => {
    const page = { conversations: [row()], nextCursor: null, counts: { mine: 1, waiting: 1, queue: 0 } };
    const state = after(signedIn, { type: 'listed', pages: [page] }, { type: 'list-failed' });
    expect(state.list).toMatchObject({ phase: 'ready', rows: [{ id: 'c1' }] });
  });

  it('starts every conversation in reply mode, never in a leftover note', () => {
    const noting = after(signedIn, opened, { type: 'compose', mode: 'note' });
    expect(noting.composer.mode).toBe('note');
    expect(reduce(noting, { type: 'went', address: readAddress('?c=c2') }).composer).toEqual({ mode: 'reply', turn: 0, quote: null });
  });

  it('keeps what is on its way when the sign-in ends', () => {
    const state = after(signedIn, { type: 'sending', outgoing: outgoing() }, { type: 'session', session: { type: 'signed-out' } });
    expect(state.outgoing).toHaveLength(1);
  });

  it('remembers only the threads opened lately', () => {
    const many = Array.from({ length: 40 }, (_, index): Action => ({ type: 'viewed', id: `t${index}`, view: view([message(1)]) }));
    const state = after(signedIn, ...many);
    expect(Object.keys(state.threads)).toHaveLength(21);
    expect(threadOf(state, 't39').phase).toBe('ready');
  });
});
