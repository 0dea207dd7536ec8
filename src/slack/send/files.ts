import type { WebClient } from '@slack/web-api';
import type { Attachment } from '../../domain/content.ts';
import { filePatience } from '../../engine/delivery/transfer.ts';
import type { Sender } from './send.ts';

/** Files one call may share. */
const atOnce = 10;

/** Writes how a file of a message is remembered: Slack's id of it, and ours. */
export function fileRef(file: string, attachment: string): string {
  return `${file}/${attachment}`;
}

export function isFileRef(id: string): boolean {
  return /^F[A-Z0-9]+\//.test(id);
}

interface Uploaded {
  readonly id: string;
  readonly title: string;
  readonly attachment: string;
}

/**
 * Shares files under a thread, with their names; puts each into `done`, named by `fileRef`, as it comes to stand there. What Slack has not
 * taken in time is left to the next try, and what came before it stands there already.
 */
export async function shareFiles(
  { client, readFile, patience = filePatience }: Sender,
  thread: { readonly channel: string; readonly rootTs: string },
  files: readonly Attachment[],
  done: string[],
): Promise<void> {
  const ending = AbortSignal.timeout(patience.goingMs);
  for (let i = 0; i < files.length; i += atOnce) {
    const uploaded: Uploaded[] = [];
    const broken = await uploadAll({ client, readFile }, files.slice(i, i + atOnce), ending, uploaded).then(
      () => null,
      (error: unknown) => ({ error }),
    );
    const [first, ...rest] = uploaded.map(({ id, title }) => ({ id, title }));
    if (first !== undefined) {
      await client.files.completeUploadExternal({ channel_id: thread.channel, thread_ts: thread.rootTs, files: [first, ...rest] });
      done.push(...uploaded.map((each) => fileRef(each.id, each.attachment)));
    }
    if (broken !== null) throw broken.error;
  }
}

/** Uploads files until one fails, which throws; `uploaded` are those that did not. */
async function uploadAll(
  { client, readFile }: Sender,
  files: readonly Attachment[],
  ending: AbortSignal,
  uploaded: Uploaded[],
): Promise<void> {
  for (const { id, name } of files) {
    ending.throwIfAborted();
    const bytes = await readFile(id);
    if (bytes !== null && bytes.length > 0) uploaded.push({ id: await upload(client, name, bytes, ending), title: name, attachment: id });
  }
}

async function upload(client: WebClient, filename: string, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<string> {
  const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({ filename, length: bytes.length });
  if (url === undefined || id === undefined) throw new Error('Slack gave no address to send the file to');
  const answer = await fetch(url, { method: 'POST', body: bytes, headers: { 'content-type': 'application/octet-stream' }, signal });
  // Its status says all; nobody waits for words that may never end.
  await answer.body?.cancel();
  if (!answer.ok) throw new Error('Slack did not take the file');
  return id;
}
