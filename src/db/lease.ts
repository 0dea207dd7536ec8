import type { Queries } from './db.ts';
import { bare } from './names.ts';
import { insertSelect } from './rows.ts';
import { lease } from './schema.ts';
import { statement } from './statement.ts';

const l = bare(lease);

const take = statement(
  `${insertSelect(lease, { name: '$1::text', holder: '$2::text::uuid', until: '$4::text::timestamptz' })}
   on conflict (${l.name}) do update set ${l.holder} = excluded.${l.holder}, ${l.until} = excluded.${l.until}
     where ${l}.${l.holder} = excluded.${l.holder} or ${l}.${l.until} <= $3::text::timestamptz returning ${l.name}`,
);

/** Takes the lease, or keeps it; false while another process has it. */
export async function takeLease(db: Queries, name: string, holder: string, now: Date, forMs: number): Promise<boolean> {
  const rows = await take(db, [name, holder, now.toISOString(), new Date(now.getTime() + forMs).toISOString()]);
  return rows.length > 0;
}

const leave = statement(`delete from ${l} where ${l.name} = $1::text and ${l.holder} = $2::text::uuid`);

/** Lets the next process in at once. */
export async function leaveLease(db: Queries, name: string, holder: string): Promise<void> {
  await leave(db, [name, holder]);
}
