import { named } from '../names.ts';
import { message } from '../schema.ts';

const q = named(message, 'q');

/** So many messages back it is looked for where the client wrote. */
const sought = 200;

/** Finds the thread of their chat the client of a conversation wrote in last, before this number of the window, or at all. */
export function clientThread({ windowId, conversationId, seq }: Readonly<Record<'windowId' | 'conversationId' | 'seq', string>>): string {
  return `(select ${q.body}->>'thread' from ${q} where ${q.windowId} = ${windowId} and ${q.conversationId} = ${conversationId}
      and ${q.author} = 'client' and ${q.seq} between ${seq} - ${sought} and ${seq} order by ${q.seq} desc limit 1)`;
}
