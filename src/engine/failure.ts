/** What a failed transaction means for those who wait on it. */
export type FailureKind =
  /** somebody else was first, or a deadlock: the same again will do */
  | 'again'
  /** the database is away; nothing is known about the commit, the keys settle it */
  | 'database-away'
  /** it would fail again */
  | 'poison';

const again = new Set(['40001', '40P01', '23505', '55P03']);
const away = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
]);

export function failureKind(error: unknown): FailureKind {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (again.has(code)) return 'again';
  if (away.has(code) || code.startsWith('08')) return 'database-away';
  return 'poison';
}
