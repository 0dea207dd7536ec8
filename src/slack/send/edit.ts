import type { Dispatch, Ref } from '../../engine/delivery/channel.ts';
import { tCard } from '../../texts/slack-card.ts';
import { type Failure, failureOf } from '../api/failure.ts';
import { findPosted } from '../api/find-posted.ts';
import { smallPrint } from '../format/blocks.ts';
import { isFileRef, shareFiles } from './files.ts';
import type { Post } from './posts.ts';
import { metadataOf, postReply, postReplyOnce, type Reply, type Sender, storedFiles } from './send.ts';
import type { RootedThread } from './thread.ts';

/** Parts beyond those of any message: what is said below a colleague's own about a change, and that it was deleted. */
const firstBelow = 1000;
const deletedBelow = 2000;

/** Brings what stands in the thread up to date with a message that was edited. Returns ids of all parts in order. */
export async function editPosts(
  sender: Sender,
  thread: RootedThread,
  dispatch: Dispatch,
  posts: readonly Post[],
  username: string,
): Promise<string[]> {
  const standing = dispatch.refs.filter((each) => !isFileRef(each.id));
  const shared = dispatch.refs.filter((each) => isFileRef(each.id));
  const ids: string[] = [];
  for (const [part, post] of posts.entries()) {
    const reply: Reply = { post, username, metadata: metadataOf(dispatch, part) };
    const ref = standing[part];
    if (ref === undefined) {
      ids.push(await postReplyOnce(sender, thread, dispatch, part, reply));
      continue;
    }
    const failure = await updateReply(sender, ref.chat, ref.id, reply);
    // Whoever wrote it in Slack edited it elsewhere: theirs stays as it is, and the change is said below it.
    if (failure?.type === 'not-ours') return [ref.id, ...(await postBelow(sender, thread, dispatch, posts, username))];
    ids.push(ref.id);
  }
  for (const { chat, id } of standing.slice(posts.length)) await deleteReply(sender, chat, id);
  const known = new Set(shared.map((each) => each.id.split('/')[1]));
  const fresh = storedFiles(dispatch).filter((each) => !known.has(each.id));
  const all = [...ids, ...shared.map((each) => each.id)];
  await shareFiles(sender, thread, fresh, all);
  return all;
}

/** Says below what a colleague wrote in Slack how it reads now: once, and kept up to date with later changes. */
async function postBelow(
  sender: Sender,
  thread: RootedThread,
  dispatch: Dispatch,
  posts: readonly Post[],
  username: string,
): Promise<string[]> {
  const below = (await findPosted(sender.client, thread, dispatch)).parts;
  const ids: string[] = [];
  for (const [part, plain] of posts.entries()) {
    const reply: Reply = { post: asEdited(plain, thread), username, metadata: metadataOf(dispatch, firstBelow + part) };
    const ts = below.get(firstBelow + part);
    if (ts === undefined) ids.push(await postReply(sender.client, thread, reply));
    else {
      await updateReply(sender, thread.channel, ts, reply);
      ids.push(ts);
    }
  }
  for (const [part, ts] of below)
    if (part >= firstBelow + posts.length && part < deletedBelow) await deleteReply(sender, thread.channel, ts);
  return ids;
}

function asEdited(post: Post, { language }: RootedThread): Post {
  return { text: post.text, blocks: [...smallPrint([tCard(language, 'edited.elsewhere')]), ...post.blocks] };
}

/** Deletes a message. What is gone already is as wanted; what a colleague wrote stays, and below it is said that it counts no more. */
export async function deletePosts(sender: Sender, thread: RootedThread, dispatch: Dispatch, username: string): Promise<void> {
  let isTheirs = false;
  for (const ref of dispatch.refs) isTheirs = (await deletePost(sender, ref)) === 'theirs' || isTheirs;
  if (!isTheirs) return;
  const text = tCard(thread.language, 'deleted.elsewhere');
  const post = { text, blocks: smallPrint([text]) };
  await postReplyOnce(sender, thread, dispatch, deletedBelow, { post, username, metadata: metadataOf(dispatch, deletedBelow) });
}

async function deletePost(sender: Sender, { chat, id }: Ref): Promise<'gone' | 'theirs'> {
  const [file = ''] = id.split('/');
  const failure = isFileRef(id) ? await unlessGone(() => sender.client.files.delete({ file })) : await deleteReply(sender, chat, id);
  return failure?.type === 'not-ours' ? 'theirs' : 'gone';
}

export function updateReply({ client }: Sender, channel: string, ts: string, { post, metadata }: Omit<Reply, 'username'>) {
  return unlessGone(() => client.chat.update({ channel, ts, ...post, metadata, parse: 'none', link_names: false }));
}

export function deleteReply({ client }: Sender, channel: string, ts: string): Promise<Failure | null> {
  return unlessGone(() => client.chat.delete({ channel, ts }));
}

const gone = ['file_not_found', 'file_deleted'];

/** Answers what is gone or not ours instead of throwing it: what is not there any more needs no change. */
async function unlessGone(call: () => Promise<unknown>): Promise<Failure | null> {
  try {
    await call();
    return null;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.type === 'not-ours' || failure.type === 'no-message') return failure;
    if (failure.type === 'refused' && gone.includes(failure.error)) return failure;
    throw error;
  }
}
