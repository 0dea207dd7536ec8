import { z } from 'zod';
import type { ChatRow } from '../../db/conversations/thread.ts';
import type { AskedQuestion } from '../../domain/message.ts';
import type { HttpDeps } from '../deps.ts';
import { file } from '../files/file.ts';
import { filesOf } from '../files/link.ts';
import { messageShape, saidAt, shapeOf } from '../message-shape.ts';
import { keyOf } from './thread.ts';
import type { Visitor } from './tokens.ts';

export const question = z.object({
  id: z.string(),
  kind: z.enum(['choice', 'text']),
  options: z.array(z.object({ id: z.string(), label: z.string() })),
});

export const chatMessage = z.object({
  seq: z.int(),
  /** the client's own id of it, on the client's own messages */
  id: z.string().optional(),
  from: z.enum(['client', 'specialist', 'system']),
  /** the specialist's name */
  name: z.string().optional(),
  text: z.string(),
  question: question.optional(),
  choice: z.object({ question: z.string(), option: z.string() }).optional(),
  ...messageShape,
  /** absent when there are none */
  files: z.array(file).optional(),
  at: z.iso.datetime(),
  edited: z.boolean(),
  deleted: z.boolean(),
});

export type ChatFile = z.output<typeof file>;
export type ChatMessage = z.output<typeof chatMessage>;

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
    at: saidAt(row).toISOString(),
    edited: row.edited_at !== null,
    deleted: row.deleted_at !== null,
  };
}

/** A phone cannot be vouched for here, so none is asked for. */
function questionOf({ id, kind, options }: AskedQuestion): NonNullable<ChatMessage['question']> {
  return { id, kind, options: [...options] };
}
