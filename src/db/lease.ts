import type { Queries } from './db.ts';

/** Takes the lease, or keeps it; false while another process has it. */
export async function takeLease(db: Queries, name: string, holder: string, now: Date, forMs: number): Promise<boolean> {
  const rows = await db.query(
    `insert into lease (name, holder, until) values ($1, $2::text::uuid, $4::text::timestamptz)
     on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where lease.holder = excluded.holder or lease.until <= $3::text::timestamptz returning name`,
    [name, holder, now.toISOString(), new Date(now.getTime() + forMs).toISOString()],
  );
  return rows.length > 0;
}

/** What a crash left: for whoever starts where no other process can be. */
export async function clearLeases(db: Queries): Promise<void> {
  await db.query('delete from lease');
}

/** Lets the next process in at once. */
export async function leaveLease(db: Queries, name: string, holder: string): Promise<void> {
  await db.query('delete from lease where name = $1 and holder = $2::text::uuid', [name, holder]);
}
