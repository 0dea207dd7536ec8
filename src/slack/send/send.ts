import type { WebClient } from '@slack/web-api';
import type { Attachment } from '../../domain/content.ts';
import type { Dispatch } from '../../engine/delivery/channel.ts';
import type { FilePatience } from '../../engine/delivery/transfer.ts';
import { findPosted, messageEvent, type Standing } from '../api/find-posted.ts';
import { isFileRef, shareFiles } from './files.ts';
import type { Post } from './posts.ts';
import type { RootedThread } from './thread.ts';

export interface Sender {
  readonly client: WebClient;
  /** bytes of a stored file; null when it is gone */
  readonly readFile: (id: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** with files that come and go; the usual one when absent */
  readonly patience?: FilePatience;
}

/** The thread's root was deleted: what is posted to it would land in the channel. */
export class RootDeleted extends Error {
  override readonly name = 'RootDeleted';
}

const nothing: Standing = { parts: new Map(), files: [] };

/**
 * Posts a message, each part of it once: what stands there from an earlier try is not posted again. Slack is asked what that is only where
 * an answer was lost. Puts ids of all parts, in order, into `ids` as they come to stand.
 */
export async function sendPosts(
  sender: Sender,
  thread: RootedThread,
  dispatch: Dispatch,
  { posts, username }: { readonly posts: readonly Post[]; readonly username: string },
  ids: string[],
): Promise<void> {
  const standing = dispatch.attempts > 0 ? await findPosted(sender.client, thread, dispatch) : nothing;
  const known = dispatch.refs.filter((each) => each.chat === thread.channel).map((each) => each.id);
  const placed = known.filter((each) => !isFileRef(each));
  for (const [part, post] of posts.entries()) {
    const metadata = metadataOf(dispatch, part);
    const ts = placed[part] ?? standing.parts.get(part);
    ids.push(ts ?? (await postReply(sender.client, thread, { post, username, metadata })));
  }
  const sharedBefore = known.filter(isFileRef);
  ids.push(...sharedBefore);
  const left = storedFiles(dispatch).filter(({ id }) => !sharedBefore.some((each) => each.endsWith(`/${id}`)));
  await shareFiles(
    sender,
    thread,
    notShared(
      left,
      standing.files.map((each) => each.title),
    ),
    ids,
  );
}

/** Lists the files whose bytes are stored. */
export function storedFiles({ body }: Pick<Dispatch, 'body'>): Attachment[] {
  return (body?.attachments ?? []).filter((each) => each.state === undefined);
}

/** Lists those not shared under their name yet; of two with one name as many as are missing. */
function notShared(files: readonly Attachment[], shared: readonly string[]): Attachment[] {
  const left = [...shared];
  return files.filter(({ name }) => {
    const i = left.indexOf(name);
    if (i === -1) return true;
    left.splice(i, 1);
    return false;
  });
}

/** Says in a post's metadata which part of which message it shows. */
export function metadataOf({ window, seq }: Pick<Dispatch, 'window' | 'seq'>, part: number) {
  return { event_type: messageEvent, event_payload: { window, seq, part } };
}

export interface Reply {
  readonly post: Post;
  readonly username: string;
  readonly metadata: ReturnType<typeof metadataOf>;
}

/** Posts under the root. Slack lets a reply to a deleted root fall into the channel: it is deleted there, and `RootDeleted` thrown. */
export async function postReply(
  client: WebClient,
  { channel, rootTs }: RootedThread,
  { post, username, metadata }: Reply,
): Promise<string> {
  const answer = await client.chat.postMessage({
    channel,
    thread_ts: rootTs,
    ...post,
    username,
    metadata,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  });
  const ts = answer.ts ?? '';
  if (answer.message?.thread_ts !== rootTs) {
    await client.chat.delete({ channel, ts }).catch(() => undefined);
    throw new RootDeleted();
  }
  return ts;
}

/** Posts one part more, unless an earlier try did. */
export async function postReplyOnce(sender: Sender, thread: RootedThread, dispatch: Dispatch, part: number, reply: Reply): Promise<string> {
  const standing = await findPosted(sender.client, thread, dispatch);
  return standing.parts.get(part) ?? (await postReply(sender.client, thread, reply));
}
