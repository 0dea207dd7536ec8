import type { StoredMessage } from '../../db/batch/refs.ts';
import { albumWords, inAlbumOrder } from '../../domain/album.ts';
import type { MessageBody } from '../../domain/message.ts';
import { account as accountOf, refKey } from '../batch/arrival.ts';
import { type Batch, conversationIn, touch, type WindowDraft } from '../batch/draft.ts';
import type { Handled } from '../batch/outcome.ts';
import { addFetches } from '../delivery/arrived-files.ts';
import { hasTooBig, postNotice } from '../delivery/notice.ts';
import { showInList } from '../delivery/post.ts';
import { noteRef } from '../delivery/refs.ts';
import { rewrite } from '../delivery/rewrite.ts';
import type { Inbound } from './inbound.ts';

/** Where an album stands in its chat, apart from its parts. */
export function albumId(group: string): string {
  return `group:${group}`;
}

/** A further part of an album: its files, and the words under them, join the message that is there. Nothing else happens. */
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
  const { marks: _, ...rest } = body;
  const attachments = inAlbumOrder([...(body.attachments ?? []), ...(content.attachments ?? [])]);
  // Whoever wrote the parts without saying what stands under which has one caption for all.
  const { text, marks = [] } = albumWords(attachments) ?? (body.text === '' ? content : body);
  const joined: MessageBody = { ...rest, text, ...(marks.length === 0 ? {} : { marks }), attachments };
  rewrite(batch, window, seq, { body: joined, editedAt: album.editedAt, deletedAt: null, verb: 'edit' });
  for (const { id } of content.attachments ?? []) batch.plan.attached.push({ id, windowId: window.row.id, seq });
  addFetches(batch, window, seq, accountOf(batch, account), fetches);
  if (conversation === undefined) return done;
  touch(conversation);
  showInList(conversation, body, joined);
  if (hasTooBig(content)) postNotice(batch, conversation, 'too-big');
  return done;
}
