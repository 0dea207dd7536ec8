const idBytes = 16;

/** Makes an id nobody else has. Not `randomUUID`: that one is missing where a page is served without TLS. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(idBytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Makes a random uuid of an id nobody else has, for what is kept under one. */
export function uuidOf(id: string): string {
  const [, a, b, c, d, e] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/.exec(id) ?? [];
  return `${a}-${b}-4${c}-8${d}-${e}`;
}
