import type { WebClient } from '@slack/web-api';
import type { Attachment } from '../../domain/content.ts';

/** Files one call may share. */
const atOnce = 10;

/** Writes how a file of a message is remembered: Slack's id of it, and ours. */
export function fileRef(file: string, attachment: string): string {
  return `${file}/${attachment}`;
}

export function isFileRef(id: string): boolean {
  return /^F[A-Z0-9]+\//.test(id);
}

/** Shares files under a thread, with their names; puts each into `done`, named by `fileRef`, as it comes to stand there. */
export async function shareFiles(
  { client, readFile }: { readonly client: WebClient; readonly readFile: (id: string) => Promise<Uint8Array<ArrayBuffer> | null> },
  thread: { readonly channel: string; readonly rootTs: string },
  files: readonly Attachment[],
  done: string[],
): Promise<void> {
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
}

async function upload(client: WebClient, filename: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({ filename, length: bytes.length });
  if (url === undefined || id === undefined) throw new Error('Slack gave no address to send the file to');
  const answer = await fetch(url, { method: 'POST', body: bytes, headers: { 'content-type': 'application/octet-stream' } });
  if (!answer.ok) throw new Error('Slack did not take the file');
  return id;
}
