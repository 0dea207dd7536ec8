import { texts } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, type RowOf } from '../names.ts';
import { insertSelect } from '../rows.ts';
import { gate } from '../schema.ts';
import { statement } from '../statement.ts';

const g = bare(gate);

const closedAmong = statement<RowOf<typeof g>>(
  `select ${columns(g)} from ${g} where ${g.scope} = any($1::text::text[]) and ${g.until} > $2::text::timestamptz`,
);

/** Finds the gates among these that are closed now, and until when. */
export async function closedGates(db: Queries, scopes: readonly string[], now: Date): Promise<ReadonlyMap<string, Date>> {
  if (scopes.length === 0) return new Map();
  const rows = await closedAmong(db, [texts(scopes), now.toISOString()]);
  return new Map(rows.map((each) => [each.scope, each.until]));
}

const close = statement(
  `${insertSelect(gate, { scope: '$1::text', until: '$2::text::timestamptz' })}
   on conflict (${g.scope}) do update set ${g.until} = greatest(${g}.${g.until}, excluded.${g.until})`,
);

/** Closes a gate, because the channel said "not so fast": whoever wants through waits. */
export async function closeGate(db: Queries, scope: string, until: Date): Promise<void> {
  await close(db, [scope, until.toISOString()]);
}
