import type { WebClient } from '@slack/web-api';
import type { Erased, ErasePlace } from '../../engine/delivery/channel.ts';
import { failureOf } from '../api/failure.ts';
import { messagesOf } from '../api/find-posted.ts';

interface EraseDeps {
  readonly client: WebClient;
}

const unreachableMs = 30_000;
/** Slack says so of what is not there any more. */
const gone = ['file_not_found', 'file_deleted'];

/** Takes a post, a file or a whole thread away from Slack. What a colleague wrote is theirs: the app may not delete it. */
export async function eraseInSlack(deps: EraseDeps, place: ErasePlace): Promise<Erased> {
  try {
    const kept = await (place.kind === 'thread' ? eraseThread(deps, place) : eraseOne(deps, place));
    return kept.length === 0 ? { type: 'gone' } : { type: 'kept', reason: 'not-ours', places: kept };
  } catch (error) {
    return meaningOf(error, place);
  }
}

function meaningOf(error: unknown, { chat, id }: ErasePlace): Erased {
  const failure = failureOf(error);
  const places = [`${chat}/${id}`];
  switch (failure.type) {
    case 'too-fast':
      return { type: 'retry', afterMs: failure.afterMs };
    case 'unreachable':
    case 'unsure':
      return { type: 'retry', afterMs: unreachableMs };
    case 'no-message':
      return { type: 'gone' };
    case 'no-access':
    case 'no-channel':
      return { type: 'kept', reason: 'no-access', places };
    case 'not-ours':
      return { type: 'kept', reason: 'not-ours', places };
    default:
      return gone.includes(failure.error) ? { type: 'gone' } : { type: 'kept', reason: 'refused', places };
  }
}

function eraseOne({ client }: EraseDeps, { kind, chat, id }: ErasePlace): Promise<string[]> {
  return unlessTheirs(`${chat}/${id}`, async () => {
    if (kind === 'file') await client.files.delete({ file: id.split('/')[0] ?? '' });
    else await client.chat.delete({ channel: chat, ts: id });
  });
}

/** Deletes all that is ours in a thread, its root last, since the rest is found by it. Returns where what is not ours stands. */
async function eraseThread({ client }: EraseDeps, { chat, id }: ErasePlace): Promise<string[]> {
  const standing: { ts: string; files: readonly string[] }[] = [];
  for await (const { ts, files } of messagesOf(client, 'conversations.replies', { channel: chat, ts: id })) {
    if (ts !== undefined) standing.push({ ts, files: (files ?? []).flatMap((each) => each.id ?? []) });
  }
  const kept: string[] = [];
  for (const { ts, files } of standing.toReversed()) {
    for (const file of files) kept.push(...(await unlessTheirs(`${chat}/${file}`, () => client.files.delete({ file }))));
    kept.push(...(await unlessTheirs(`${chat}/${ts}`, () => client.chat.delete({ channel: chat, ts }))));
  }
  return kept;
}

/** Names the place where it is not ours to delete; what is gone already is as wanted. */
async function unlessTheirs(place: string, call: () => Promise<unknown>): Promise<string[]> {
  try {
    await call();
    return [];
  } catch (error) {
    const failure = failureOf(error);
    if (failure.type === 'not-ours') return [place];
    if (failure.type === 'no-message' || (failure.type === 'refused' && gone.includes(failure.error))) return [];
    if (failure.type === 'refused' && failure.error === 'cant_delete_file') return [place];
    throw error;
  }
}
