import type { WebClient } from '@slack/web-api';
import { type Attachment, maxFileBytes } from '../../domain/content.ts';
import type { FetchedFile } from '../../engine/delivery/channel.ts';
import { failureOf } from './failure.ts';

/** Files one call may share. */
const atOnce = 10;

/** How a file of a message is remembered: Slack's id of it, and ours. */
export function fileRef(file: string, attachment: string): string {
  return `${file}/${attachment}`;
}

export function isFileRef(id: string): boolean {
  return /^F[A-Z0-9]+\//.test(id);
}

/** Puts files under a thread, with their names; the result names each by `fileRef`. */
export async function shareFiles(
  { client, readFile }: { readonly client: WebClient; readonly readFile: (id: string) => Promise<Uint8Array<ArrayBuffer> | null> },
  thread: { readonly channel: string; readonly rootTs: string },
  files: readonly Attachment[],
): Promise<string[]> {
  const done: string[] = [];
  for (let i = 0; i < files.length; i += atOnce) {
    const uploaded: { id: string; title: string; attachment: string }[] = [];
    for (const { id, name } of files.slice(i, i + atOnce)) {
      const bytes = await readFile(id);
      if (bytes === null || bytes.length === 0) continue;
      uploaded.push({ id: await upload(client, name, bytes), title: name, attachment: id });
    }
    const [first, ...rest] = uploaded.map(({ id, title }) => ({ id, title }));
    if (first === undefined) continue;
    await client.files.completeUploadExternal({ channel_id: thread.channel, thread_ts: thread.rootTs, files: [first, ...rest] });
    done.push(...uploaded.map((each) => fileRef(each.id, each.attachment)));
  }
  return done;
}

async function upload(client: WebClient, filename: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({ filename, length: bytes.length });
  if (url === undefined || id === undefined) throw new Error('Slack gave no address to send the file to');
  const answer = await fetch(url, { method: 'POST', body: bytes, headers: { 'content-type': 'application/octet-stream' } });
  if (!answer.ok) throw new Error('Slack did not take the file');
  return id;
}

/** Where the token may be shown: Slack's own hosts, and the API the client was given. */
function isSlack(url: string, apiUrl: string): boolean {
  const asked = URL.parse(url);
  if (asked === null) return false;
  if (asked.origin === URL.parse(apiUrl)?.origin) return true;
  return asked.protocol === 'https:' && (asked.hostname === 'slack.com' || asked.hostname.endsWith('.slack.com'));
}

/** Bytes of a file a colleague wrote with, by its id in Slack. */
export async function fetchSlackFile(
  { client, token }: { readonly client: WebClient; readonly token: string },
  file: string,
): Promise<FetchedFile> {
  try {
    const { file: found } = await client.files.info({ file });
    if ((found?.size ?? 0) > maxFileBytes) return { type: 'too-big' };
    const url = found?.url_private_download ?? found?.url_private;
    if (url === undefined || !isSlack(url, client.slackApiUrl)) return { type: 'lost', reason: 'no-address' };
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual' });
    if (answer.status >= 500 || answer.status === 429) return { type: 'later', afterMs: 5000 };
    // Whoever may not have a file is shown the page to sign in, as if all were well.
    const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html') && found?.mimetype !== 'text/html';
    if (!answer.ok || answer.body === null || isPage) return { type: 'lost', reason: 'refused' };
    return { type: 'fetched', bytes: answer.body, ...(found?.name == null ? {} : { name: found.name }) };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.type === 'refused') return { type: 'lost', reason: failure.error };
    return { type: 'later', afterMs: failure.type === 'too-fast' ? failure.afterMs : 5000 };
  }
}
