const lost = new Set([
  '57P01',
  '57P02',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNABORTED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETRESET',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Starting, full, without room on its disk, only read from while another takes over; or its name cannot be looked up. */
const away = new Set(['57P03', '53300', '53100', '25006', 'ECONNREFUSED', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN']);

/** The connection broke under a query: whether the server carried it out is not known. */
export function isLost(error: unknown): boolean {
  const code = codeOf(error) ?? '';
  return lost.has(code) || code.startsWith('08');
}

/** Nothing can be written now: the connection is lost or refused, or the server is not ready to write. */
export function isAway(error: unknown): boolean {
  return isLost(error) || away.has(codeOf(error) ?? '');
}

/** Serialization, deadlock, unique key, lock. */
const overtaken = new Set(['40001', '40P01', '23505', '55P03']);

/** Another transaction was first, or both waited for each other: the same again will do. */
export function isOvertaken(error: unknown): boolean {
  return overtaken.has(codeOf(error) ?? '');
}

/** The code of a database's or a socket's error, also where a query builder has wrapped it; an error of ours has none. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error) return String(error.code);
  return 'cause' in error ? codeOf(error.cause) : undefined;
}

/** Which of its rules a row broke, by name; the drivers name it differently. It says nothing of what the row holds. */
export function constraintOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('constraint_name' in error) return String(error.constraint_name);
  if ('constraint' in error) return error.constraint === undefined ? undefined : String(error.constraint);
  return 'cause' in error ? constraintOf(error.cause) : undefined;
}
