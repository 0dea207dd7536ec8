import type { StoredMessage } from '../db/refs.ts';
import type { MessageBody } from '../domain/message.ts';
import { account as accountOf, refKey } from '../engine/arrival.ts';
import { addFetches } from '../engine/arrived-files.ts';
import { type Batch, touch, type WindowDraft } from '../engine/draft.ts';
import type { Handled } from '../engine/handler.ts';
import { noteRef } from '../engine/places.ts';
import { rewrite } from '../engine/rewrite.ts';
import type { Inbound } from '../engine/submission.ts';
import { showInList } from './edit.ts';
import { hasTooBig, sayTooBig } from './too-big.ts';

/** A further part of an album: its files, and its caption when none came yet, join the message that is there. Nothing else happens. */
export function addPart(
  batch: Batch,
  window: WindowDraft,
  album: StoredMessage,
  { account, ref, content, fetches = [] }: Inbound,
): Handled {
  const { seq, conversationId, body } = album;
  const conversation = window.conversations.find((each) => each.row.id === conversationId);
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
  if (hasTooBig(content) && !hasTooBig(body)) sayTooBig(batch, conversation);
  return done;
}
