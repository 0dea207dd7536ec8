import type { ChatFile } from '../../../http/chat/protocol.ts';
import { postFile } from '../../kit/post-file.ts';
import { codeOf, failure, type Reply } from './reply.ts';

/** `progress`: share sent, 0..1. */
export type SendFile = (token: string, file: File, progress: (share: number) => void, signal: AbortSignal) => Promise<Reply<ChatFile>>;

export function createSendFile(origin: string, now: () => number): SendFile {
  return async (token, file, progress, signal) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await postFile({ url: `${origin}/chat/v1/files`, file, headers, progress, signal });
    if (response === 'unreadable') return { type: 'refused', status: 0, code: response };
    if (response === null) return { type: 'later', cause: 'network', afterMs: null };
    if (response.status !== 201) return refused(response, now());
    try {
      return { type: 'ok', value: (await response.json()) as ChatFile };
    } catch {
      return { type: 'later', cause: 'broken', afterMs: null };
    }
  };
}

/** Why the desk does not take it, also where other requests would just come again: a file is not waited for. */
async function refused(response: Response, now: number): Promise<Exclude<Reply<never>, { type: 'ok' }>> {
  const { status } = response;
  return status === 401 ? failure(response, now) : { type: 'refused', status, code: await codeOf(response) };
}
