import { uuids } from '../db/arrays.ts';
import { FactRefused } from './facts.ts';
import type { ClientTx } from './recorded.ts';

/** Everybody named is a colleague, or was: a deal of somebody who has left stays theirs. */
export async function demandStaff({ tx }: ClientTx, specialists: readonly (string | null)[]): Promise<void> {
  const known = await idsIn(tx, 'specialist', specialists);
  demand(specialists, known, 'unknown-specialist');
}

export async function demandContacts({ tx }: ClientTx, contacts: readonly (string | null)[]): Promise<void> {
  const known = await idsIn(tx, 'contact', contacts);
  demand(contacts, known, 'contact-not-found');
}

async function idsIn(tx: ClientTx['tx'], table: 'specialist' | 'contact', ids: readonly (string | null)[]): Promise<ReadonlySet<string>> {
  const asked = [...new Set(ids)].flatMap((id) => id ?? []);
  if (asked.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>(`select id from ${table} where id = any($1::text::uuid[])`, [uuids(asked)]);
  return new Set(rows.map(({ id }) => id));
}

function demand(ids: readonly (string | null)[], known: ReadonlySet<string>, code: 'unknown-specialist' | 'contact-not-found'): void {
  const index = ids.findIndex((id) => id !== null && !known.has(id));
  if (index !== -1) throw new FactRefused(code, index);
}
