import type { Dispatch } from '../../engine/delivery/channel.ts';
import { findPosted } from '../api/find-posted.ts';
import { authorName } from './author.ts';
import { deleteReply, updateReply } from './edit.ts';
import { postsOf } from './posts.ts';
import { metadataOf, postReply, type Sender } from './send.ts';
import type { RootedThread } from './thread.ts';

/** The post that tells of emoji, among those that show a message. */
const part = 3000;

/** Shows the emoji a client put under what a colleague wrote in Slack, which is theirs to change: below it, once, as they are by now. */
export async function showReactions(sender: Sender, thread: RootedThread, dispatch: Dispatch, link: string | null): Promise<void> {
  const { channel, language } = thread;
  const ts = (await findPosted(sender.client, thread, dispatch)).parts.get(part);
  if ((dispatch.reactions ?? []).every((each) => each.by !== 'client')) {
    if (ts !== undefined) await deleteReply(sender, channel, ts);
    return;
  }
  const { author, authorName: name, body } = dispatch;
  const quoted = { text: body?.text ?? '', name, author, link };
  const [post] = postsOf({ ...dispatch, author: 'system', audience: 'client', body: { text: '' }, quoted, tapped: null }, language);
  if (post === undefined) return;
  const username = authorName({ author: 'system', authorName: null, audience: 'internal' }, language);
  const reply = { post, username, metadata: metadataOf(dispatch, part) };
  if (ts === undefined) await postReply(sender.client, thread, reply);
  else await updateReply(sender, channel, ts, reply);
}
