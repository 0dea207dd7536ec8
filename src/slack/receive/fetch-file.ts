import type { WebClient } from '@slack/web-api';
import { maxFileBytes } from '../../domain/content.ts';
import type { FetchedFile } from '../../engine/delivery/channel.ts';
import { failureOf } from '../api/failure.ts';

const retryMs = 5000;

/** Fetches the bytes of a file a colleague wrote with, by its id in Slack. */
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
    if (answer.status >= 500 || answer.status === 429) return { type: 'later', afterMs: retryMs };
    // Whoever may not have a file is shown the page to sign in, as if all were well.
    const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html') && found?.mimetype !== 'text/html';
    if (!answer.ok || answer.body === null || isPage) return { type: 'lost', reason: 'refused' };
    return { type: 'fetched', bytes: answer.body, ...(found?.name == null ? {} : { name: found.name }) };
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
