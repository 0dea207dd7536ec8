import type { Dispatch, Ref } from '../../engine/delivery/channel.ts';
import { tCard } from '../../texts/slack-card.ts';
import { type Failure, failureOf } from './failure.ts';
import { isFileRef, shareFiles } from './files.ts';
import { findPosted } from './lookup.ts';
import type { Post } from './posts.ts';
import { filesHere, metadataOf, postMissingParts, postOne, type Rooted, type Sender } from './send.ts';
import { contextOf } from './shorten.ts';

/** Parts beyond those of any message: what is said below a colleague's own about a change, and that it was taken back. */
const firstBelow = 1000;
const deletedBelow = 2000;

/** Brings what stands in the thread up to date with a message that was changed. Returns ids of all parts in order. */
export async function changePosts(
  sender: Sender,
  thread: Rooted,
  dispatch: Dispatch,
  posts: readonly Post[],
  username: string,
): Promise<string[]> {
  const standing = dispatch.refs.filter((each) => !isFileRef(each.id));
  const shared = dispatch.refs.filter((each) => isFileRef(each.id));
  const ids: string[] = [];
  for (const [part, post] of posts.entries()) {
    const metadata = metadataOf(dispatch, part);
    const ref = standing[part];
    if (ref === undefined) {
      ids.push(await postMissingParts(sender, thread, dispatch, part, { post, username, metadata }));
      continue;
    }
    const failure = await attempt(() =>
      sender.client.chat.update({ channel: ref.chat, ts: ref.id, ...post, metadata, parse: 'none', link_names: false }),
    );
    // Whoever wrote it in Slack changed it elsewhere: theirs stays as it is, and the change is said below it.
    if (failure?.type === 'not-ours') return [ref.id, ...(await sayBelow(sender, thread, dispatch, posts, username))];
    ids.push(ref.id);
  }
  for (const { chat, id } of standing.slice(posts.length)) await attempt(() => sender.client.chat.delete({ channel: chat, ts: id }));
  const known = new Set(shared.map((each) => each.id.split('/')[1]));
  const fresh = filesHere(dispatch).filter((each) => !known.has(each.id));
  return [...ids, ...shared.map((each) => each.id), ...(await shareFiles(sender, thread, fresh))];
}

/** How a message reads now that a colleague wrote in Slack; said once, and kept up to date with later changes. */
async function sayBelow(sender: Sender, thread: Rooted, dispatch: Dispatch, posts: readonly Post[], username: string): Promise<string[]> {
  const said = (await findPosted(sender.client, thread, dispatch)).parts;
  const ids: string[] = [];
  for (const [part, plain] of posts.entries()) {
    const metadata = metadataOf(dispatch, firstBelow + part);
    const post = told(plain, thread);
    const ts = said.get(firstBelow + part);
    if (ts === undefined) ids.push(await postOne(sender.client, thread, { post, username, metadata }));
    else {
      await attempt(() => sender.client.chat.update({ channel: thread.channel, ts, ...post, metadata, parse: 'none', link_names: false }));
      ids.push(ts);
    }
  }
  for (const [part, ts] of said)
    if (part >= firstBelow + posts.length && part < deletedBelow)
      await attempt(() => sender.client.chat.delete({ channel: thread.channel, ts }));
  return ids;
}

function told(post: Post, { language }: Rooted): Post {
  return { text: post.text, blocks: [...contextOf([tCard(language, 'edited.elsewhere')]), ...post.blocks] };
}

/** Takes a message back. What is gone already is as wanted; what a colleague wrote stays, and it is said that it counts no more. */
export async function takeBack(sender: Sender, thread: Rooted, dispatch: Dispatch, username: string): Promise<void> {
  let isTheirs = false;
  for (const { chat, id } of dispatch.refs) isTheirs = (await takeBackOne(sender, { chat, id })) === 'theirs' || isTheirs;
  if (!isTheirs) return;
  const text = tCard(thread.language, 'deleted.elsewhere');
  const post = { text, blocks: contextOf([text]) };
  await postMissingParts(sender, thread, dispatch, deletedBelow, { post, username, metadata: metadataOf(dispatch, deletedBelow) });
}

async function takeBackOne({ client }: Sender, { chat, id }: Ref): Promise<'gone' | 'theirs'> {
  const [file] = id.split('/');
  const failure = await attempt(() =>
    isFileRef(id) ? client.files.delete({ file: file ?? '' }) : client.chat.delete({ channel: chat, ts: id }),
  );
  return failure?.type === 'not-ours' ? 'theirs' : 'gone';
}

const gone = ['file_not_found', 'file_deleted'];

/** What is not there any more needs no change; everything else that fails is thrown. */
export async function attempt(call: () => Promise<unknown>): Promise<Failure | null> {
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
