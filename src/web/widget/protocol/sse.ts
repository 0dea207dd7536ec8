export interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
  /** the last id the stream named, kept over events that name none */
  readonly id: string | null;
}

/** Reads `text/event-stream` bytes as they come, however they are cut. Returns the function to feed. */
export function createSseParser(onEvent: (event: ServerSentEvent) => void): (chunk: Uint8Array) => void {
  const decoder = new TextDecoder();
  let rest = '';
  let event = '';
  let data: string[] = [];
  let id: string | null = null;

  function line(text: string): void {
    if (text === '') return dispatch();
    const colon = text.indexOf(':');
    if (colon === 0) return;
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id' && !value.includes('\0')) id = value;
  }

  function dispatch(): void {
    if (data.length > 0) onEvent({ event: event === '' ? 'message' : event, data: data.join('\n'), id });
    event = '';
    data = [];
  }

  return (chunk) => {
    rest += decoder.decode(chunk, { stream: true });
    for (;;) {
      const end = rest.search(/[\r\n]/);
      if (end < 0) return;
      // A lone CR at the very end may be the first half of CRLF.
      if (rest[end] === '\r' && end === rest.length - 1) return;
      const length = rest[end] === '\r' && rest[end + 1] === '\n' ? 2 : 1;
      const text = rest.slice(0, end);
      rest = rest.slice(end + length);
      line(text);
    }
  };
}
