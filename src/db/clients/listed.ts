import type { ClientStage, ClientWeight, SizeClass } from '../../domain/client.ts';
import type { ClientId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { dedicatedIn } from './dedications.ts';

/** By our id, or by the company's own. */
export type ClientRef = { readonly id: string } | { readonly externalId: string };

export interface ClientRow extends ClientWeight {
  readonly id: ClientId;
  readonly externalId: string | null;
  readonly name: string;
  readonly stage: ClientStage;
  readonly productLine: string | null;
  readonly createdAt: Date;
  readonly owners: readonly { readonly department: string; readonly specialistId: string; readonly since: string }[];
}

const columns = `c.id, c.external_id as "externalId", c.name, c.size, c.stage, c.product_line as "productLine", c.created_at as "createdAt",
  ${dedicatedIn('c.id')} as dedicated,
  coalesce((select json_agg(json_build_object('department', d.key, 'specialistId', o.specialist_id, 'since', o."from") order by d.key)
    from ownership o join department d on d.id = o.department_id where o.client_id = c.id and o.until is null), '[]') as owners`;

const found = `($1::text is null or c.id = $1::text::uuid) and ($2::text is null or c.external_id = $2::text)`;

function parametersOf(ref: ClientRef): [string | null, string | null] {
  return 'id' in ref ? [ref.id, null] : [null, ref.externalId];
}

export async function findClient(db: Queries, ref: ClientRef): Promise<ClientRow | null> {
  const rows = await db.query<ClientRow>(`select ${columns} from client c where ${found}`, parametersOf(ref));
  return rows[0] ?? null;
}

/** Locks the client's row, then reads it. Clients stand between windows and loads in the order of locks. */
export async function lockClient(tx: Queries, ref: ClientRef): Promise<ClientRow | null> {
  const rows = await tx.query<{ id: string }>(`select c.id from client c where ${found} for no key update`, parametersOf(ref));
  return rows[0] === undefined ? null : findClient(tx, { id: rows[0].id });
}

export interface ClientFilter {
  readonly externalId?: string | undefined;
  readonly q?: string | undefined;
  readonly size?: SizeClass | undefined;
  readonly stage?: ClientStage | undefined;
  readonly productLine?: string | undefined;
  readonly owner?: string | undefined;
}

/** In order of id, which is the order they came in. */
export function listClients(db: Queries, filter: ClientFilter, after: string | null, limit: number): Promise<ClientRow[]> {
  return db.query(
    `select ${columns} from client c
     where ($1::text is null or c.external_id = $1::text) and ($2::text is null or c.name ilike $2::text)
       and ($3::text is null or c.size = $3::text) and ($4::text is null or c.stage = $4::text)
       and ($5::text is null or c.product_line = $5::text)
       and ($6::text is null or exists (select 1 from ownership o
            where o.client_id = c.id and o.until is null and o.specialist_id = $6::text::uuid))
       and ($7::text is null or c.id > $7::text::uuid)
     order by c.id limit $8::text::int`,
    [
      filter.externalId ?? null,
      filter.q === undefined ? null : `%${filter.q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
      filter.size ?? null,
      filter.stage ?? null,
      filter.productLine ?? null,
      filter.owner ?? null,
      after,
      String(limit),
    ],
  );
}

export interface OwnershipRow {
  readonly department: string;
  readonly specialistId: string;
  readonly since: Date;
  readonly until: Date | null;
  readonly reason: string;
}

/** Who owned a client when, the newest first. */
export function ownershipsOf(db: Queries, client: string): Promise<OwnershipRow[]> {
  return db.query(
    `select d.key as department, o.specialist_id as "specialistId", o."from" as since, o.until, o.reason
     from ownership o join department d on d.id = o.department_id where o.client_id = $1::text::uuid order by o."from" desc, o.id desc`,
    [client],
  );
}
