import type { Profile } from '../../db/batch/profiles.ts';
import type { StoredMessage } from '../../db/batch/refs.ts';
import { albumWords } from '../../domain/album.ts';
import type { Attachment, Content } from '../../domain/content.ts';
import type { WindowId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { MessageBody } from '../../domain/message.ts';
import { account as accountOf, refKey, refText } from '../batch/arrival.ts';
import { type Batch, conversationIn, type WindowDraft } from '../batch/draft.ts';
import type { Handled } from '../batch/outcome.ts';
import { addFetches } from '../delivery/arrived-files.ts';
import { hasTooBig, postNotice } from '../delivery/notice.ts';
import { showInList } from '../delivery/post.ts';
import { messageAt, rewrite, touchOf } from '../delivery/rewrite.ts';
import { albumId } from './album.ts';
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
  readonly profile?: Profile;
  readonly thread?: string;
  readonly isUnshown?: true;
  readonly language: Language;
  readonly ref: Ref;
  readonly content: Content;
  /** its album, should it be taken as the message */
  readonly group?: string;
  /** as with a message: nobody's words are kept before they agreed to that */
  readonly consent?: string | null;
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
  refs: (batch, { account, ref, group }) => [
    refKey(batch, account, ref),
    ...(group === undefined ? [] : [refKey(batch, account, { chat: ref.chat, id: albumId(group) })]),
  ],
  profile: ({ profile }) => profile ?? null,
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
  if (isOutdated(message, edit)) return same;
  const { body, fresh } = edited(message.body, edit);
  if (JSON.stringify(body) === JSON.stringify(message.body)) return same;
  const conversation = conversationIn(window, message.conversationId);
  if (conversation !== undefined) showInList(conversation, message.body, body);
  touchOf(window, message);
  rewrite(batch, window, seq, { body, editedAt: laterOf(message.editedAt, edit.occurredAt), deletedAt: null, verb: 'edit' });
  const fetches = (edit.fetches ?? []).filter((each) => fresh.some(({ id }) => id === each.id));
  addFetches(batch, window, seq, accountOf(batch, edit.account), fetches);
  if (conversation !== undefined && hasTooBig({ attachments: fresh })) postNotice(batch, conversation, 'too-big');
  return same;
}

/** Says whether what it changes has been changed since. The items of an album are changed one by one, and so told apart. */
function isOutdated({ body, editedAt }: StoredMessage, { content, occurredAt, ref }: InboundEdit): boolean {
  const item = (body?.attachments ?? []).find((each) => each.item?.id === ref.id)?.item;
  const changed = content.attachments?.[0]?.item;
  if (item !== undefined && changed !== undefined) return (changed.editedAt ?? 0) < (item.editedAt ?? 0);
  return editedAt !== null && occurredAt < editedAt;
}

function laterOf(before: Date | null, at: Date): Date {
  return before === null || before < at ? at : before;
}

function takeAsMessage(batch: Batch, window: WindowDraft, edit: InboundEdit): Handled {
  const handled = ingest(batch, window, { ...edit, type: 'inbound' });
  const message =
    handled.type === 'done' ? batch.plan.messages.find((each) => each.windowId === window.row.id && each.seq === handled.seq) : undefined;
  if (message !== undefined) message.editedAt = edit.occurredAt;
  return handled;
}

interface Edited {
  readonly body: MessageBody;
  /** files that were not there before */
  readonly fresh: readonly Attachment[];
}

/** The message as it is now: its words, and its files, of which those stay that are the same ones. Of an album only the one item changes. */
function edited(before: MessageBody, { content, ref }: InboundEdit): Edited {
  const files = before.attachments ?? [];
  const { attachments = [], text, marks = [] } = content;
  const item = files.find((each) => each.item?.id === ref.id);
  if (item !== undefined) {
    const now = attachments[0] ?? item;
    const kept = looksSame(item, now) ? { ...item, ...(now.item === undefined ? {} : { item: now.item }) } : now;
    const all = files.map((each) => (each === item ? kept : each));
    return { body: withWords(before, albumWords(all) ?? { text, marks }, all), fresh: kept === now ? [now] : [] };
  }
  // An album whose files do not say what stands under which: a part says nothing of the others, nor of a caption it never carried.
  if (files.length > 1 && attachments.length === 1) return { body: withWords(before, text === '' ? before : content, files), fresh: [] };
  const now = attachments.map((each) => files.find((file) => looksSame(file, each)) ?? each);
  return { body: withWords(before, { text, marks }, now), fresh: now.filter((each) => !files.includes(each)) };
}

function withWords(before: MessageBody, { text, marks = [] }: Pick<Content, 'text' | 'marks'>, files: readonly Attachment[]): MessageBody {
  const { marks: _, attachments: __, ...rest } = before;
  return { ...rest, text, ...(marks.length === 0 ? {} : { marks }), ...(files.length === 0 ? {} : { attachments: files }) };
}

function looksSame(a: Attachment, b: Attachment): boolean {
  if (a.unique !== undefined && b.unique !== undefined) return a.unique === b.unique;
  return a.kind === b.kind && a.size === b.size;
}
