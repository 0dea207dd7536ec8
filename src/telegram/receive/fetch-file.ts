import { GrammyError } from 'grammy';
import type { FetchedFile } from '../../engine/delivery/channel.ts';
import { fileAddress, type TelegramAccess, type TelegramApi } from '../api.ts';
import { failureOf } from '../failure.ts';

/** Within this the first bytes have to come, and the next ones after each other. */
const silenceMs = 30_000;
const retryMs = 10_000;

/** Fetches a file a client sent, by its `file_id`. Telegram hands out 20 MB at most, by an address that holds for an hour, so it is asked anew. */
export async function fetchTelegramFile(
  { api, ...access }: TelegramAccess & { readonly api: TelegramApi },
  remote: string,
): Promise<FetchedFile> {
  try {
    const { file_path: path } = await api.raw.getFile({ file_id: remote });
    if (path === undefined) return { type: 'too-big' };
    return await download(access, path);
  } catch (error) {
    return refusalOf(error);
  }
}

async function download(access: TelegramAccess, path: string): Promise<FetchedFile> {
  const call = access.fetch ?? fetch;
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), silenceMs);
  const response = await call(fileAddress(access, path), { signal: ending.signal, redirect: 'manual' }).finally(() => clearTimeout(timer));
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    return { type: 'later', afterMs: retryMs };
  }
  // Its path says nothing of what the client called it: the update did.
  return { type: 'fetched', bytes: bytesOf(response.body, ending) };
}

/** Iterates a stream, which not every runtime's can be by themselves. */
async function* bytesOf(stream: ReadableStream<Uint8Array>, ending: AbortController): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  const next = () => {
    const timer = setTimeout(() => ending.abort(), silenceMs);
    return reader.read().finally(() => clearTimeout(timer));
  };
  try {
    for (let read = await next(); !read.done; read = await next()) yield read.value;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function refusalOf(error: unknown): FetchedFile {
  if (error instanceof GrammyError && error.error_code === 400) {
    if (/too big/i.test(error.description)) return { type: 'too-big' };
    // In the same breath Telegram says that the id is wrong and that it may only be busy: asked again a few times, it is lost.
    if (/temporarily/i.test(error.description)) return { type: 'later', afterMs: retryMs };
    return { type: 'lost', reason: 'refused' };
  }
  const failure = failureOf(error);
  return { type: 'later', afterMs: failure.type === 'too-many' ? failure.afterMs : retryMs };
}
