/** How long a file may take on its way from or to a messenger, in ms. */
export interface FilePatience {
  /** within this the first bytes have to come, and the next ones after each other */
  readonly silenceMs: number;
  /** for all of a file that comes: whoever claimed it does so for longer */
  readonly comingMs: number;
  /** for the files one try brings: whoever claimed their message does so for longer */
  readonly goingMs: number;
}

export const filePatience: FilePatience = { silenceMs: 30_000, comingMs: 200_000, goingMs: 40_000 };

/** Begins a download which ends by itself, with an error, when nothing comes any more or all of it takes too long. */
export async function startDownload(
  ask: (signal: AbortSignal) => Promise<Response>,
  { silenceMs, comingMs }: FilePatience,
): Promise<{ readonly answer: Response; readonly bytes: AsyncIterable<Uint8Array> | null }> {
  const ending = new AbortController();
  const endsAt = performance.now() + comingMs;
  const inTime = <T>(step: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => ending.abort(), Math.max(0, Math.min(silenceMs, endsAt - performance.now())));
    return step.finally(() => clearTimeout(timer));
  };
  const answer = await inTime(ask(ending.signal));
  return { answer, bytes: answer.body === null ? null : bytesOf(answer.body, inTime) };
}

/** Iterates a stream, which not every runtime's can be by themselves. */
async function* bytesOf(stream: ReadableStream<Uint8Array>, inTime: <T>(step: Promise<T>) => Promise<T>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let read = await inTime(reader.read()); !read.done; read = await inTime(reader.read())) yield read.value;
  } finally {
    await reader.cancel().catch(() => {});
  }
}
