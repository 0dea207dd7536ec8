import type { WebClient } from '@slack/web-api';
import { maxFileBytes } from '../../domain/content.ts';
import type { FetchedFile } from '../../engine/delivery/channel.ts';
import { type FilePatience, filePatience, startDownload } from '../../engine/delivery/transfer.ts';
import { failureOf } from '../api/failure.ts';

const retryMs = 5000;

/** Fetches the bytes of a file a colleague wrote with, by its id in Slack. */
export async function fetchSlackFile(
  { client, token, patience = filePatience }: { readonly client: WebClient; readonly token: string; readonly patience?: FilePatience },
  file: string,
): Promise<FetchedFile> {
  try {
    const { file: found } = await client.files.info({ file });
    if ((found?.size ?? 0) > maxFileBytes) return { type: 'too-big' };
    const url = found?.url_private_download ?? found?.url_private;
    if (url === undefined || !isSlack(url, client.slackApiUrl)) return { type: 'lost', reason: 'no-address' };
    const headers = { authorization: `Bearer ${token}` };
    const { answer, bytes } = await startDownload((signal) => fetch(url, { headers, redirect: 'manual', signal }), patience);
    const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html') && found?.mimetype !== 'text/html';
    // Whoever may not have a file is shown the page to sign in, as if all were well.
    if (answer.ok && bytes !== null && !isPage) return { type: 'fetched', bytes, ...(found?.name == null ? {} : { name: found.name }) };
    await answer.body?.cancel();
    return answer.status >= 500 || answer.status === 429 ? { type: 'later', afterMs: retryMs } : { type: 'lost', reason: 'refused' };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.type === 'refused') return { type: 'lost', reason: failure.error };
    return { type: 'later', afterMs: failure.type === 'too-fast' ? failure.afterMs : retryMs };
  }
}

/** Says where the token may be shown: Slack's own hosts, and the API the client was given. */
function isSlack(url: string, apiUrl: string): boolean {
  const asked = URL.parse(url);
  if (asked === null) return false;
  if (asked.origin === URL.parse(apiUrl)?.origin) return true;
  return asked.protocol === 'https:' && (asked.hostname === 'slack.com' || asked.hostname.endsWith('.slack.com'));
}
