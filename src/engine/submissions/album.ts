import type { StoredMessage } from '../../db/batch/refs.ts';
import type { MessageBody } from '../../domain/message.ts';
import { account as accountOf, refKey } from '../batch/arrival.ts';
import { type Batch, conversationIn, touch, type WindowDraft } from '../batch/draft.ts';
import type { Handled } from '../batch/outcome.ts';
import { addFetches } from '../delivery/arrived-files.ts';
import { showInList } from '../delivery/post.ts';
import { noteRef } from '../delivery/refs.ts';
import { rewrite } from '../delivery/rewrite.ts';
import { hasTooBig, postTooBig } from '../delivery/too-big.ts';
import type { Inbound } from './inbound.ts';

/** Where an album stands in its chat, apart from its parts. */
export function albumId(group: string): string {
  return `group:${group}`;
}

/** A further part of an album: its files, and its caption when none came yet, join the message that is there. Nothing else happens. */
export function addPart(
  batch: Batch,
  window: WindowDraft,
  album: StoredMessage,
  { account, ref, content, fetches = [] }: Inbound,
): Handled {
  const { seq, conversationId, body } = album;
  const conversation = conversationIn(window, conversationId);
  if (ref !== undefined) noteRef(batch, window, refKey(batch, account, ref), seq);
  const done: Handled = { type: 'done', conversation: conversationId, seq };
  if (body === null || album.deletedAt !== null) return done;
  const { text, marks } = body.text === '' ? content : body;
  const { marks: _, ...rest } = body;
  const attachments = [...(body.attachments ?? []), ...(content.attachments ?? [])];
  const joined: MessageBody = { ...rest, text, ...(marks === undefined ? {} : { marks }), attachments };
  rewrite(batch, window, seq, { body: joined, editedAt: album.editedAt, deletedAt: null, verb: 'edit' });
  for (const { id } of content.attachments ?? []) batch.plan.attached.push({ id, windowId: window.row.id, seq });
  addFetches(batch, window, seq, accountOf(batch, account), fetches);
  if (conversation === undefined) return done;
  touch(conversation);
  showInList(conversation, body, joined);
  if (hasTooBig(content) && !hasTooBig(body)) postTooBig(batch, conversation);
  return done;
}
