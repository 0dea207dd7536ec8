import { texts } from '../arrays.ts';
import type { Queries } from '../db.ts';

/** Gates among these that are closed now, and until when. */
export async function closedGates(db: Queries, scopes: readonly string[], now: Date): Promise<ReadonlyMap<string, Date>> {
  if (scopes.length === 0) return new Map();
  const rows = await db.query<{ scope: string; until: Date }>(
    'select scope, until from gate where scope = any($1::text::text[]) and until > $2::text::timestamptz',
    [texts(scopes), now.toISOString()],
  );
  return new Map(rows.map((each) => [each.scope, each.until]));
}

/** A channel said "not so fast": whoever wants through this gate waits. */
export async function closeGate(db: Queries, scope: string, until: Date): Promise<void> {
  await db.query(
    `insert into gate (scope, until) values ($1::text, $2::text::timestamptz)
     on conflict (scope) do update set until = greatest(gate.until, excluded.until)`,
    [scope, until.toISOString()],
  );
}
