const lost = new Set([
  '57P01',
  '57P02',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNRESET',
  'EPIPE',
]);

const away = new Set(['57P03', '53300', 'ECONNREFUSED', 'ENOENT']);

/** The connection broke under a query: whether the server carried it out is not known. */
export function isLost(error: unknown): boolean {
  const code = codeOf(error);
  return lost.has(code) || code.startsWith('08');
}

/** No connection, now: lost, refused, or a server that is starting or full. */
export function isAway(error: unknown): boolean {
  return isLost(error) || away.has(codeOf(error));
}

export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
