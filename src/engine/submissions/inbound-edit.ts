import type { Attachment, Content } from '../../domain/content.ts';
import type { WindowId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { MessageBody } from '../../domain/message.ts';
import { account as accountOf, refKey, refText } from '../batch/arrival.ts';
import { type Batch, conversationIn, type WindowDraft } from '../batch/draft.ts';
import type { Handled } from '../batch/outcome.ts';
import { addFetches } from '../delivery/arrived-files.ts';
import { showInList } from '../delivery/post.ts';
import { messageAt, rewrite, touchOf } from '../delivery/rewrite.ts';
import type { Fetch } from './command.ts';
import { ingest } from './inbound.ts';
import type { Kind } from './kind.ts';
import { channelKey, fromAddress } from './sender.ts';
import type { Ref } from './submission.ts';

/** A client changed what they had written. If it comes before the message itself, it is taken as the message. */
export interface InboundEdit {
  readonly type: 'inbound-edit';
  readonly account: string;
  /** the sender's id of the change */
  readonly externalId: string;
  readonly address: string;
  readonly window: WindowId;
  readonly name?: string;
  readonly language: Language;
  readonly ref: Ref;
  readonly content: Content;
  /** bytes of attachments in state `coming`, should it be taken as the message, or bring another file */
  readonly fetches?: readonly Fetch[];
  /** changes older than the last one count no more */
  readonly occurredAt: Date;
}

export const inboundEdit: Kind<InboundEdit> = {
  ...fromAddress,
  key: channelKey,
  clientKey: ({ externalId }) => externalId,
  changes: (batch, { account, ref }) => refKey(batch, account, ref),
  refs: (batch, { account, ref }) => [refKey(batch, account, ref)],
  newcomer: (submission) => submission,
  handle: (batch, window, { submission }) => change(batch, window, submission),
};

/**
 * The specialist sees the new words; what was decided by the old ones stays. When an edit comes before its message, that one is a
 * repeat later. An edit older than the last one changes nothing.
 */
function change(batch: Batch, window: WindowDraft, edit: InboundEdit): Handled {
  const seq = window.refs.get(refText(refKey(batch, edit.account, edit.ref)));
  if (seq === undefined) return takeAsMessage(batch, window, edit);
  const message = messageAt(batch, window, seq);
  const same: Handled = { type: 'done', conversation: message?.conversationId ?? null, seq };
  if (message === undefined || message.author !== 'client' || message.body === null || message.deletedAt !== null) return same;
  if (message.editedAt !== null && edit.occurredAt < message.editedAt) return same;
  const { body, replaced } = edited(message.body, edit.content);
  if (JSON.stringify(body) === JSON.stringify(message.body)) return same;
  const conversation = conversationIn(window, message.conversationId);
  if (conversation !== undefined) showInList(conversation, message.body, body);
  touchOf(window, message);
  rewrite(batch, window, seq, { body, editedAt: edit.occurredAt, deletedAt: null, verb: 'edit' });
  const fetches = (edit.fetches ?? []).filter((each) => replaced.some(({ id }) => id === each.id));
  addFetches(batch, window, seq, accountOf(batch, edit.account), fetches);
  return same;
}

function takeAsMessage(batch: Batch, window: WindowDraft, edit: InboundEdit): Handled {
  const handled = ingest(batch, window, { ...edit, type: 'inbound' });
  const message =
    handled.type === 'done' ? batch.plan.messages.find((each) => each.windowId === window.row.id && each.seq === handled.seq) : undefined;
  if (message !== undefined) message.editedAt = edit.occurredAt;
  return handled;
}

/**
 * The new words in the old message. A file is another one only when it looks like another one; a part of an album says nothing of the
 * other parts, nor of a caption it never carried.
 */
function edited(before: MessageBody, { text, marks, attachments = [] }: Content): { body: MessageBody; replaced: readonly Attachment[] } {
  const files = before.attachments ?? [];
  const { marks: _, ...rest } = before;
  const isPart = files.length > 1;
  const words = isPart && text === '' ? before : { text, marks };
  const [had, has] = [files[0], attachments[0]];
  const isOther = files.length === 1 && attachments.length === 1 && had !== undefined && has !== undefined && !looksSame(had, has);
  return {
    body: {
      ...rest,
      text: words.text,
      ...(words.marks === undefined || words.marks.length === 0 ? {} : { marks: words.marks }),
      ...(isOther ? { attachments } : {}),
    },
    replaced: isOther ? attachments : [],
  };
}

function looksSame(a: Attachment, b: Attachment): boolean {
  return a.kind === b.kind && a.size === b.size;
}
