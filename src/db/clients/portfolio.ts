import type { ClientWeight } from '../../domain/client.ts';
import type { Queries } from '../db.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';
import { dedicatedIn } from './dedications.ts';

/** Ownerships that a first assignment made before this time, with no deal since, and nobody talking with the client now. */
export function expiringOwnerships(
  db: Queries,
  before: Date,
  client: string | null,
  limit: number,
): Promise<{ client: string; specialist: string; department: string }[]> {
  return db.query(
    `select o.client_id as client, o.specialist_id as specialist, d.key as department
     from ownership o join client c on c.id = o.client_id and c.stage = 'prospect' join department d on d.id = o.department_id
     where o.until is null and o.reason = 'first-assignment' and o."from" < $1::text::timestamptz
       and ($2::text is null or o.client_id = $2::text::uuid)
       and not exists (select 1 from deal where deal.client_id = o.client_id)
       and not exists (select 1 from contact_client l join conversation v on v.contact_id = l.contact_id and v.status <> 'closed'
         where l.client_id = o.client_id and l.until is null)
     order by o."from", o.id limit $3::text::int`,
    [before.toISOString(), client, String(limit)],
  );
}

/** A client somebody owns, and the conversations of it that they have open in the department. */
export interface OwnedClient extends ClientWeight {
  readonly client: string;
  readonly name: string;
  readonly ownership: string;
  readonly conversations: readonly string[];
}

/** Everything somebody has in a department: the clients they own, and conversations of clients that are not theirs. */
export async function portfolioOf(
  db: Queries,
  specialist: string,
  department: string,
): Promise<{ clients: OwnedClient[]; loose: string[] }> {
  const of = [specialist, department];
  const open = `c.specialist_id = $1::text::uuid and c.department_id = (select id from department where key = $2::text) and c.status not in ('closed', 'resolved')`;
  const [clients, conversations] = await Promise.all([
    db.query<Omit<OwnedClient, 'conversations'>>(
      `select o.client_id as client, cl.name, cl.size, ${dedicatedIn('cl.id')} as dedicated, o.id as ownership from ownership o join client cl on cl.id = o.client_id
       join department d on d.id = o.department_id and d.key = $2::text where o.specialist_id = $1::text::uuid and o.until is null order by o.client_id`,
      of,
    ),
    db.query<{ id: string; client: string | null }>(
      `select c.id, c.client_id as client from conversation c where ${open} order by c.id`,
      of,
    ),
  ]);
  const owned = new Set(clients.map(({ client }) => client));
  return {
    clients: clients.map((each) => ({
      ...each,
      conversations: conversations.flatMap(({ id, client }) => (client === each.client ? [id] : [])),
    })),
    loose: conversations.flatMap(({ id, client }) => (client !== null && owned.has(client) ? [] : [id])),
  };
}

/** What went to whom in one move. */
export interface MovedItem {
  readonly client: string;
  readonly to: string;
  /** beyond their portfolio, because nobody had room */
  readonly overload: boolean;
}

export interface MoveRow {
  readonly id: string;
  readonly specialistId: string;
  readonly department: string;
  readonly items: readonly MovedItem[];
  readonly undoneAt: Date | null;
}

export const insertMove = inserter(schema.portfolioMove);

export async function lockMove(tx: Queries, id: string): Promise<MoveRow | null> {
  const rows = await tx.query<MoveRow>(
    `select m.id, m.specialist_id as "specialistId", d.key as department, m.items, m.undone_at as "undoneAt"
     from portfolio_move m join department d on d.id = m.department_id where m.id = $1::text::uuid for no key update of m`,
    [id],
  );
  return rows[0] ?? null;
}

export async function markUndone(tx: Queries, id: string, by: string, at: Date): Promise<void> {
  await tx.query('update portfolio_move set undone_at = $2::text::timestamptz, undone_by = $3::text::uuid where id = $1::text::uuid', [
    id,
    at.toISOString(),
    by,
  ]);
}

/** The newest moves of somebody's portfolio that can still be undone. */
export function movesOf(db: Queries, specialist: string): Promise<{ id: string; at: Date; clients: number }[]> {
  return db.query(
    `select id, at, jsonb_array_length(items) as clients from portfolio_move
     where specialist_id = $1::text::uuid and undone_at is null order by at desc limit 10`,
    [specialist],
  );
}
