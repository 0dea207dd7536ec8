const idBytes = 16;

/** Makes an id nobody else has. Not `randomUUID`: that one is missing where a page is served without TLS. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(idBytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
