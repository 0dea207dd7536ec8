import type { WebClient } from '@slack/web-api';
import type { Attachment } from '../../domain/content.ts';
import type { Dispatch } from '../../engine/delivery/channel.ts';
import { shareFiles } from './files.ts';
import { findPosted, messageEvent, type Standing } from './lookup.ts';
import type { Post } from './posts.ts';
import type { SlackThread } from './thread.ts';

export interface Sender {
  readonly client: WebClient;
  /** bytes of a stored file; null when it is gone */
  readonly readFile: (id: string) => Promise<Uint8Array<ArrayBuffer> | null>;
}

/** The thread's root was deleted: what is posted to it would land in the channel. */
export class RootDeleted extends Error {
  override readonly name = 'RootGone';
}

export type Rooted = SlackThread & { readonly rootTs: string };

const nothing: Standing = { parts: new Map(), files: [] };

/** Posts a message, each part of it once: what stands there from an earlier try is not posted again. Returns ids of all parts in order. */
export async function sendPosts(
  sender: Sender,
  thread: Rooted,
  dispatch: Dispatch,
  posts: readonly Post[],
  username: string,
): Promise<string[]> {
  // Of several parts the first may stand there already, whether or not the try that broke off was counted.
  const isMany = posts.length > 1 || filesHere(dispatch).length > 0;
  const standing = dispatch.attempts > 0 || isMany ? await findPosted(sender.client, thread, dispatch) : nothing;
  const ids: string[] = [];
  for (const [part, post] of posts.entries()) {
    ids.push(standing.parts.get(part) ?? (await postOne(sender.client, thread, { post, username, metadata: metadataOf(dispatch, part) })));
  }
  const here = filesHere(dispatch);
  const missing = without(
    here,
    standing.files.map((each) => each.title),
  );
  return [...ids, ...(await shareFiles(sender, thread, missing))];
}

/** Files whose bytes are stored. */
export function filesHere({ body }: Pick<Dispatch, 'body'>): Attachment[] {
  return (body?.attachments ?? []).filter((each) => each.state === undefined);
}

/** Those not shared under their name yet; of two with one name as many as are missing. */
function without(files: readonly Attachment[], shared: readonly string[]): Attachment[] {
  const left = [...shared];
  return files.filter(({ name }) => {
    const i = left.indexOf(name);
    if (i === -1) return true;
    left.splice(i, 1);
    return false;
  });
}

export function metadataOf({ window, seq }: Pick<Dispatch, 'window' | 'seq'>, part: number) {
  return { event_type: messageEvent, event_payload: { window, seq, part } };
}

export interface ToPost {
  readonly post: Post;
  readonly username: string;
  readonly metadata: ReturnType<typeof metadataOf>;
}

/** Puts a post under the root. Slack lets a reply to a deleted root fall into the channel: it is taken back, and `RootGone` thrown. */
export async function postOne(client: WebClient, { channel, rootTs }: Rooted, { post, username, metadata }: ToPost): Promise<string> {
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
export async function postMissingParts(sender: Sender, thread: Rooted, dispatch: Dispatch, part: number, toPost: ToPost): Promise<string> {
  const standing = await findPosted(sender.client, thread, dispatch);
  return standing.parts.get(part) ?? (await postOne(sender.client, thread, toPost));
}
