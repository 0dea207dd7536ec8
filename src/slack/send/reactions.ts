import type { Dispatch } from '../../engine/delivery/channel.ts';
import { attempt } from './change.ts';
import { findPosted } from './lookup.ts';
import { postsOf } from './posts.ts';
import { metadataOf, postOne, type Rooted, type Sender } from './send.ts';
import { authorOf } from './shorten.ts';

/** The post that tells of emoji, among those that show a message. */
const part = 3000;

/** What a colleague wrote in Slack is theirs to change: the emoji a client put under it are told below it, once, as they are by now. */
export async function showReactions(sender: Sender, thread: Rooted, dispatch: Dispatch, link: string | null): Promise<void> {
  const { channel, language } = thread;
  const ts = (await findPosted(sender.client, thread, dispatch)).parts.get(part);
  if ((dispatch.reactions ?? []).every((each) => each.by !== 'client')) {
    if (ts !== undefined) await attempt(() => sender.client.chat.delete({ channel, ts }));
    return;
  }
  const { author, authorName: name, body } = dispatch;
  const quoted = { text: body?.text ?? '', name, author, link };
  const [post] = postsOf({ ...dispatch, author: 'system', audience: 'client', body: { text: '' }, quoted, tapped: null }, language);
  if (post === undefined) return;
  const metadata = metadataOf(dispatch, part);
  if (ts === undefined) {
    const username = authorOf({ author: 'system', authorName: null, audience: 'internal' }, language);
    await postOne(sender.client, thread, { post, username, metadata });
  } else await attempt(() => sender.client.chat.update({ channel, ts, ...post, metadata, parse: 'none', link_names: false }));
}
