import type { WebClient } from '@slack/web-api';
import type { Attachment } from '../../domain/content.ts';
import type { Dispatch } from '../../engine/delivery/channel.ts';
import { findPosted, messageEvent, type Standing } from '../api/find-posted.ts';
import { shareFiles } from './files.ts';
import type { Post } from './posts.ts';
import type { RootedThread } from './thread.ts';

export interface Sender {
  readonly client: WebClient;
  /** bytes of a stored file; null when it is gone */
  readonly readFile: (id: string) => Promise<Uint8Array<ArrayBuffer> | null>;
}

/** The thread's root was deleted: what is posted to it would land in the channel. */
export class RootDeleted extends Error {
  override readonly name = 'RootDeleted';
}

const nothing: Standing = { parts: new Map(), files: [] };

/** Posts a message, each part of it once: what stands there from an earlier try is not posted again. Returns ids of all parts in order. */
export async function sendPosts(
  sender: Sender,
  thread: RootedThread,
  dispatch: Dispatch,
  posts: readonly Post[],
  username: string,
): Promise<string[]> {
  const files = storedFiles(dispatch);
  // Of several parts the first may stand there already, whether or not the try that broke off was counted.
  const isMany = posts.length > 1 || files.length > 0;
  const standing = dispatch.attempts > 0 || isMany ? await findPosted(sender.client, thread, dispatch) : nothing;
  const ids: string[] = [];
  for (const [part, post] of posts.entries()) {
    const metadata = metadataOf(dispatch, part);
    ids.push(standing.parts.get(part) ?? (await postReply(sender.client, thread, { post, username, metadata })));
  }
  const shared = standing.files.map((each) => each.title);
  return [...ids, ...(await shareFiles(sender, thread, notShared(files, shared)))];
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
