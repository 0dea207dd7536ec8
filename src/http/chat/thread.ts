import { type ChatRow, type Thread, threadOfAddress, threadOfContact } from '../../db/conversations/thread.ts';
import type { AskedQuestion } from '../../domain/message.ts';
import type { Deps } from '../../engine/deps.ts';
import type { HttpDeps } from '../deps.ts';
import { filesOf } from '../files/link.ts';
import { shapeOf } from '../message-shape.ts';
import type { ChatMessage } from './contract.ts';
import type { Visitor } from './tokens.ts';

/** The channel's name: the account its messages come through. */
export const webchat = 'webchat';

/** What this visitor may read: the windows their own identity leads to, and nothing else. */
export async function threadOf({ db, company }: Deps, visitor: Visitor): Promise<Thread | null> {
  if (visitor.contact !== null) return threadOfContact(db, visitor.contact);
  const account = company().accounts.get(webchat);
  return account === undefined ? null : threadOfAddress(db, account, visitor.address);
}

/** Whose the files are that this visitor uploads. */
export function uploaderOf(visitor: Visitor): string {
  return `${webchat}:${visitor.address}`;
}

/** The key of a visitor's message in the channel: their own id of it is only unique to them. */
export function keyOf(visitor: Visitor, id: string): string {
  return `${visitor.address}/${id}`;
}

/** A message as this visitor may see it. Its id is told to the sender it came from alone: other senders' keys name people and addresses. */
export async function chatMessageOf(deps: Pick<HttpDeps, 'keys' | 'now'>, row: ChatRow, visitor: Visitor): Promise<ChatMessage> {
  const body = row.deleted_at === null ? row.body : null;
  const prefix = keyOf(visitor, '');
  const key = row.author === 'client' && row.client_key?.startsWith(prefix) ? row.client_key : null;
  return {
    seq: row.seq,
    ...(key === null ? {} : { id: key.slice(prefix.length) }),
    from: row.author,
    ...(row.author === 'specialist' && row.name !== null ? { name: row.name } : {}),
    text: body?.text ?? '',
    ...(body?.question === undefined ? {} : { question: questionOf(body.question) }),
    ...(body?.choice === undefined ? {} : { choice: body.choice }),
    ...shapeOf(row, body),
    ...(await filesOf(deps, body)),
    at: row.received_at.toISOString(),
    edited: row.edited_at !== null,
    deleted: row.deleted_at !== null,
  };
}

/** A phone cannot be vouched for here, so none is asked for. */
function questionOf({ id, kind, options }: AskedQuestion): NonNullable<ChatMessage['question']> {
  return { id, kind, options: [...options] };
}
