import type { OutboxRow } from '../../db/delivery/outbox.ts';
import type { ConversationId } from '../../domain/ids.ts';
import type { Dispatch } from './channel.ts';

/** The person's address in the channel. */
export function addressOf(target: string): string {
  return target.slice(target.indexOf(':') + 1);
}

/** As it stands at the head of a target. */
export function accountOf(target: string): string {
  return target.slice(0, target.indexOf(':'));
}

/** What a channel is handed: the message as it reads now, and where it stands already. */
export function dispatchOf(row: OutboxRow, conversation: string): Dispatch {
  return {
    window: row.windowId,
    conversation: conversation as ConversationId,
    address: addressOf(row.target),
    verb: row.verb,
    seq: row.seq,
    body: row.body,
    audience: row.messageAudience ?? row.audience,
    ...(row.reactions === null ? {} : { reactions: row.reactions }),
    author: row.author ?? 'system',
    authorName: row.authorName,
    ...(row.authorUnproven ? { authorUnproven: true } : {}),
    language: row.language ?? 'en',
    urgent: row.urgent,
    attempts: row.attempts - 1,
    refs: row.refs ?? [],
    quoteRef: row.quoteRefs?.[0] ?? null,
    thread: row.thread,
  };
}
