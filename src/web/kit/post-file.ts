export interface FilePost {
  readonly url: string;
  readonly file: File;
  /** besides those every file has */
  readonly headers: Readonly<Record<string, string>>;
  /** `share` sent so far, 0..1 */
  readonly progress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Gives up on a connection that carries nothing for so long. */
const silenceMs = 60_000;

/**
 * Sends a file's bytes by XMLHttpRequest: fetch does not tell how far it is. Null: the connection was lost or the sending given up. A
 * browser does not tell a lost connection from a file that is not there any more, so that is looked at after.
 */
export async function postFile(post: FilePost): Promise<Response | 'unreadable' | null> {
  const response = await send(post);
  return response === null && !(await isReadable(post.file)) ? 'unreadable' : response;
}

async function isReadable(file: File): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
}

function send({ url, file, headers, progress, signal }: FilePost): Promise<Response | null> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(null);
    const request = new XMLHttpRequest();
    const giveUp = (): void => request.abort();
    let timer = setTimeout(giveUp, silenceMs);
    request.open('POST', url);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name.toWellFormed()));
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, silenceMs);
      progress(total === 0 ? 0 : loaded / total);
    });
    request.addEventListener('load', () => resolve(responseOf(request)));
    request.addEventListener('loadend', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      resolve(null);
    });
    signal.addEventListener('abort', giveUp, { once: true });
    request.send(file);
  });
}

function responseOf(request: XMLHttpRequest): Response {
  const retryAfter = request.getResponseHeader('retry-after');
  const headers = retryAfter === null ? {} : { 'retry-after': retryAfter };
  return new Response(request.responseText || null, { status: request.status, headers });
}
