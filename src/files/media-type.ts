import { fileTypeFromBuffer } from 'file-type';

const unknown = 'application/octet-stream';

/** What a file is, by its first bytes; what its sender calls it counts for nothing. */
export async function mediaTypeOf(start: Uint8Array): Promise<string> {
  const text = asText(start);
  if (text !== null) return typeOfText(text);
  // A file that was made to break a reader is a file of no known type.
  const found = await fileTypeFromBuffer(start).catch(() => undefined);
  return found?.mime ?? unknown;
}

/** The start as text; null when it is none: bytes that are not UTF-8, or control characters no text has. */
function asText(start: Uint8Array): string | null {
  // The last character may be cut in two: a stream's decoder waits for the rest of it.
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells bytes from text
    return /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

function typeOfText(text: string): string {
  const start = text.slice(0, 4096).trimStart();
  if (/^%PDF-/.test(start)) return 'application/pdf';
  if (/<svg[\s>]/i.test(start) && /^<(\?xml|!doctype|!--|svg)/i.test(start)) return 'image/svg+xml';
  if (/^<(!doctype html|html|head|body|script)[\s>]/i.test(start)) return 'text/html';
  return /^<\?xml\s/i.test(start) ? 'application/xml' : 'text/plain';
}

/** What a browser may show itself. Everything else is only ever saved: pictures that can hold scripts, pages, unknown bytes. */
const shown: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'application/pdf',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'audio/vnd.wave',
  'audio/aac',
  'audio/flac',
  'audio/x-flac',
  'audio/x-m4a',
  'audio/mp4',
  'audio/webm',
  'audio/opus',
  'video/mp4',
  'video/webm',
  'video/ogg',
  'video/quicktime',
]);

export function isShown(mediaType: string): boolean {
  return shown.has(plain(mediaType));
}

/** `audio/ogg; codecs=opus` is `audio/ogg`. */
function plain(mediaType: string): string {
  return mediaType.split(';')[0]?.trim() ?? mediaType;
}
