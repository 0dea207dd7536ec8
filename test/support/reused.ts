import type { Db, Queries } from '../../src/db/db.ts';

/** How long what a spec left behind may hold a table before its database is given up. */
const patience = '5s';

/**
 * Looks at a database as migrations left it, and returns what brings it back to that: every row gone but those of the
 * migrations. Far cheaper than a new one, above all an embedded one.
 */
export async function rememberMigrated(db: Db): Promise<() => Promise<void>> {
  const tables = await db.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by tablename`,
  );
  const kept: { name: string; rows: string }[] = [];
  for (const { name } of tables) {
    const [row] = await db.query<{ rows: string | null }>(`select json_agg(t)::text as rows from ${name} t`);
    if (row?.rows != null) kept.push({ name, rows: row.rows });
  }
  // As a replica references are not looked at: tables may be emptied in any order.
  const empty = `do $$ begin
    set local session_replication_role = replica;
    set local lock_timeout = '${patience}';
    ${tables.map(({ name }) => `delete from ${name};`).join('\n')}
  end $$`;
  return () =>
    db.transaction(async (tx) => {
      await tx.query(empty);
      for (const each of kept) await putBack(tx, each);
    });
}

async function putBack(tx: Queries, { name, rows }: { readonly name: string; readonly rows: string }): Promise<void> {
  await tx.query(`insert into ${name} select * from json_populate_recordset(null::${name}, $1::text::json)`, [rows]);
}
