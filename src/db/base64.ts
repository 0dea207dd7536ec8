/*
 * Bytes travel to and from the database as base64: of the ways both drivers know this is the fastest by far on the embedded one,
 * which otherwise writes every byte as text of its own.
 */

/** Letters made at once: more arguments than this a call may not take. */
const step = 8192;

export function toBase64(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += step) letters += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(letters);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}
