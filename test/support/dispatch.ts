import type { Dispatch } from '../../src/engine/delivery/channel.ts';

/** A message that is to leave for a channel for the first time, to the client; `more` says what is otherwise. */
export function dispatchOf(more: Pick<Dispatch, 'address' | 'language' | 'body' | 'author' | 'authorName'> & Partial<Dispatch>): Dispatch {
  return {
    window: '01990000-0000-7000-8000-000000000001',
    conversation: '01990000-0000-7000-8000-000000000002',
    verb: 'send',
    seq: 7,
    audience: 'client',
    urgent: true,
    attempts: 0,
    refs: [],
    quoteRef: null,
    thread: null,
    ...more,
  };
}
