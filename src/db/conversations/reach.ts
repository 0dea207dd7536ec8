import { isTheirs } from '../clients/addresses.ts';
import type { Queries } from '../db.ts';
import { clientThread } from '../delivery/client-thread.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { conversation, window } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(conversation, 'c');
const w = named(window, 'w');

const reached = {
  channel: c.channel,
  address: expression<string>(`substr(${c.target}, strpos(${c.target}, ':') + 1)`),
  /** the thread of their chat they wrote in last */
  thread: expression<string | null>(clientThread({ windowId: c.windowId, conversationId: c.id, seq: w.lastSeq })),
};

/** Where the client of a conversation is written to: the kind of the channel, and their address in it. */
export type Reached = RowOf<typeof reached>;

const reachedIfInCharge = statement<Reached>(
  `select ${columns(reached)} from ${c} join ${w} on ${w.id} = ${c.windowId}
   where ${c.id} = $1::text::uuid and ${c.specialistId} = $2::text::uuid and ${c.status} not in ('closed', 'resolved')
     and ${isTheirs(c.target, c.contactId)}`,
);

/** Finds how its client is reached; null unless this person is in charge of it and the address is the client's now. */
export async function reachedBy(db: Queries, conversation: string, specialist: string): Promise<Reached | null> {
  const rows = await reachedIfInCharge(db, [conversation, specialist]);
  return rows[0] ?? null;
}
