import { GrammyError } from 'grammy';
import type { FetchedFile } from '../../engine/delivery/channel.ts';
import { type FilePatience, filePatience, startDownload } from '../../engine/delivery/transfer.ts';
import { fileAddress, type TelegramAccess, type TelegramApi } from '../api.ts';
import { failureOf } from '../failure.ts';

const retryMs = 10_000;

/** Fetches a file a client sent, by its `file_id`. Telegram hands out 20 MB at most, by an address that holds for an hour, so it is asked anew. */
export async function fetchTelegramFile(
  { api, patience = filePatience, ...access }: TelegramAccess & { readonly api: TelegramApi; readonly patience?: FilePatience },
  remote: string,
): Promise<FetchedFile> {
  try {
    const { file_path: path } = await api.raw.getFile({ file_id: remote });
    if (path === undefined) return { type: 'too-big' };
    return await download(access, path, patience);
  } catch (error) {
    return refusalOf(error);
  }
}

async function download(access: TelegramAccess, path: string, patience: FilePatience): Promise<FetchedFile> {
  const call = access.fetch ?? fetch;
  const { answer, bytes } = await startDownload((signal) => call(fileAddress(access, path), { signal, redirect: 'manual' }), patience);
  if (!answer.ok || bytes === null) {
    await answer.body?.cancel();
    return { type: 'later', afterMs: retryMs };
  }
  // Its path says nothing of what the client called it: the update did.
  return { type: 'fetched', bytes };
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
