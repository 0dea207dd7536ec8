import type { ChatFile } from '../../../http/chat/contract.ts';
import { failure, type Reply } from './reply.ts';

/** `progress`: share sent, 0..1. */
export type SendFile = (token: string, file: File, progress: (share: number) => void, signal: AbortSignal) => Promise<Reply<ChatFile>>;

/** Gives up on a connection that carries nothing for so long. */
const silenceMs = 60_000;

/** Sends files up by XMLHttpRequest: fetch does not tell how far it is. */
export function createSendFile(origin: string, now: () => number): SendFile {
  return (token, file, progress, signal) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const lost = (): void => resolve({ type: 'later', cause: 'network', afterMs: null });
      let timer = setTimeout(() => request.abort(), silenceMs);
      request.open('POST', `${origin}/chat/v1/files`);
      request.setRequestHeader('authorization', `Bearer ${token}`);
      request.setRequestHeader('content-type', 'application/octet-stream');
      request.setRequestHeader('x-file-name', encodeURIComponent(file.name.toWellFormed()));
      request.upload.addEventListener('progress', ({ loaded, total }) => {
        clearTimeout(timer);
        timer = setTimeout(() => request.abort(), silenceMs);
        progress(total === 0 ? 0 : loaded / total);
      });
      request.addEventListener('loadend', () => clearTimeout(timer));
      request.addEventListener('error', lost);
      request.addEventListener('abort', lost);
      request.addEventListener('load', () => void answer(request, now()).then(resolve));
      signal.addEventListener('abort', () => request.abort(), { once: true });
      request.send(file);
    });
}

async function answer(request: XMLHttpRequest, now: number): Promise<Reply<ChatFile>> {
  const { status, responseText } = request;
  if (status !== 201) {
    const retry = request.getResponseHeader('retry-after');
    return failure(new Response(responseText, { status, ...(retry === null ? {} : { headers: { 'retry-after': retry } }) }), now);
  }
  try {
    return { type: 'ok', value: JSON.parse(responseText) as ChatFile };
  } catch {
    return { type: 'later', cause: 'broken', afterMs: null };
  }
}
